"""The two editions against the printed forms: every cell, every label to the letter, every sum."""

from __future__ import annotations

import pytest

from lib.forms import (
    ALL_KEYS,
    COUNT_KEYS,
    EDITION_KEYS,
    UNITS,
    Form,
    Table,
    find_cell,
    load_forms,
    newest_form,
    table_of,
)

APPLICANTS = ("natural", "commercial", "research", "welfare", "legal", "other", "total")
APPLICANT_LABELS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULTS = ("upheld", "corrected", "other", "pending", "total")

COMMON_ROWS = {
    "new": "一、本年新收政府信息公开申请数量",
    "carry_in": "二、上年结转政府信息公开申请数量",
    "granted": "（一）予以公开",
    "partial": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "ref_state_secret": "1.属于国家秘密",
    "ref_other_law": "2.其他法律行政法规禁止公开",
    "ref_3sec1stab": "3.危及“三安全一稳定”",
    "ref_third_party": "4.保护第三方合法权益",
    "ref_internal": "5.属于三类内部事务信息",
    "ref_process": "6.属于四类过程性信息",
    "ref_enforcement": "7.属于行政执法案卷",
    "ref_query": "8.属于行政查询事项",
    "una_not_held": "1.本机关不掌握相关政府信息",
    "una_must_create": "2.没有现成信息需要另行制作",
    "una_unclear": "3.补正后申请内容仍不明确",
    "np_petition": "1.信访举报投诉类申请",
    "np_repeat": "2.重复申请",
    "np_publication": "3.要求提供公开出版物",
    "np_abusive": "4.无正当理由大量反复申请",
    "np_confirm": "5.要求行政机关确认或重新出具已获取信息",
}
OTHER_ROWS = {
    "2019": {"oth_single": "（六）其他处理"},
    "2021": {
        "oth_no_correction": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "oth_fee_unpaid": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "oth_other": "3.其他",
    },
}
LAST_ROWS = {"result_total": "（七）总计", "carry_out": "四、结转下年度继续办理"}
GROUPS = {
    "ref": "（三）不予公开",
    "una": "（四）无法提供",
    "np": "（五）不予处理",
    "oth": "（六）其他处理",
}
# Block title, header, then the rows with their figures, as printed.
TABLE_TWO = {
    "2021": [
        ("第二十条第（一）项", ("本年制发件数", "本年废止件数", "现行有效件数"), {
            "规章": ("rules.issued", "rules.repealed", "rules.in_force"),
            "行政规范性文件": ("normative_docs.issued", "normative_docs.repealed", "normative_docs.in_force"),
        }),
        ("第二十条第（五）项", ("本年处理决定数量",), {"行政许可": ("licensing.decisions",)}),
        ("第二十条第（六）项", ("本年处理决定数量",), {
            "行政处罚": ("penalty.decisions",),
            "行政强制": ("compulsion.decisions",),
        }),
        ("第二十条第（八）项", ("本年收费金额（单位：万元）",), {"行政事业性收费": ("fees.amount",)}),
    ],
    "2019": [
        ("第二十条第（一）项", ("本年新制作数量", "本年新公开数量", "对外公开总数量"), {
            "规章": ("rules.produced", "rules.disclosed", "rules.total_disclosed"),
            "规范性文件": ("normative_docs.produced", "normative_docs.disclosed", "normative_docs.total_disclosed"),
        }),
        ("第二十条第（五）项", ("上一年项目数量", "本年增/减", "处理决定数量"), {
            "行政许可": ("licensing.items_previous", "licensing.change", "licensing.decisions"),
            "其他对外管理服务事项": ("other_services.items_previous", "other_services.change", "other_services.decisions"),
        }),
        ("第二十条第（六）项", ("上一年项目数量", "本年增/减", "处理决定数量"), {
            "行政处罚": ("penalty.items_previous", "penalty.change", "penalty.decisions"),
            "行政强制": ("compulsion.items_previous", "compulsion.change", "compulsion.decisions"),
        }),
        ("第二十条第（八）项", ("上一年项目数量", "本年增/减"), {"行政事业性收费": ("fees.items_previous", "fees.change")}),
        ("第二十条第（九）项", ("采购项目数量", "采购总金额"), {"政府集中采购": ("procurement.projects", "procurement.amount")}),
    ],
}  # fmt: skip
SECTIONS = {
    "一": "总体情况",
    "二": "主动公开政府信息情况",
    "三": "收到和处理政府信息公开申请情况",
    "四": "政府信息公开行政复议、行政诉讼情况",
    "五": "存在的主要问题及改进情况",
    "六": "其他需要报告的事项",
}
every_edition = pytest.mark.parametrize("form", load_forms().values(), ids=lambda form: form.edition)


def labels(table: Table) -> dict[str, str]:
    return {row.key: row.label.zh for row in table.rows}


def test_the_editions_and_their_years() -> None:
    assert [(form.edition, form.since, form.until) for form in load_forms().values()] == [
        ("2019", 2019, 2020),
        ("2021", 2021, None),
    ]
    assert newest_form().edition == "2021"


@pytest.mark.parametrize(("edition", "proactive", "requests"), [("2019", 22, 23 * 7), ("2021", 10, 25 * 7)])
def test_every_cell_is_there_once(edition: str, proactive: int, requests: int) -> None:
    tables = load_forms()[edition].tables
    sizes = {key: len(table.keys) for key, table in tables.items()}
    assert sizes == {"proactive": proactive, "requests": requests, "disputes": 15}
    assert all(len(set(table.keys)) == len(table.keys) for table in tables.values())


@pytest.mark.parametrize(("edition", "count"), [("2019", 40), ("2021", 42)])
def test_every_sum_is_there_once(edition: str, count: int) -> None:
    form = load_forms()[edition]
    rows = len(form.tables["requests"].rows)
    by_check = {
        check: sum(e.check == check for e in form.equations) for check in ("T3-ROW", "T3-SUM", "T3-FLOW", "T4-SUM")
    }
    assert by_check == {"T3-ROW": rows, "T3-SUM": 7, "T3-FLOW": 7, "T4-SUM": 3}
    assert len({equation.id for equation in form.equations}) == len(form.equations) == count


@every_edition
def test_the_rows_of_table_three_to_the_letter(form: Form) -> None:
    assert labels(form.tables["requests"]) == COMMON_ROWS | OTHER_ROWS[form.edition] | LAST_ROWS
    assert list(labels(form.tables["requests"])) == [*COMMON_ROWS, *OTHER_ROWS[form.edition], *LAST_ROWS]


@every_edition
def test_the_label_cells_before_a_row_of_table_three(form: Form) -> None:
    for row in form.tables["requests"].rows:
        printed = [label.zh for label in row.path]
        if row.key in ("new", "carry_in", "carry_out"):
            assert printed == [row.label.zh]
        elif row.key in ("granted", "partial", "oth_single", "result_total"):
            assert printed == ["三、本年度办理结果", row.label.zh]
        else:
            assert printed == ["三、本年度办理结果", GROUPS[row.key.split("_")[0]], row.label.zh]


@every_edition
def test_the_header_of_table_three(form: Form) -> None:
    (block,) = form.tables["requests"].blocks
    assert tuple(column.label.zh for column in block.columns) == APPLICANT_LABELS
    legal = ["申请人情况", "法人或其他组织"]
    above = [[label.zh for label in column.path[:-1]] for column in block.columns]
    assert above == [["申请人情况"], legal, legal, legal, legal, legal, ["申请人情况"]]
    assert block.corner is not None
    assert block.corner.zh == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@every_edition
def test_table_two_to_the_letter(form: Form) -> None:
    printed = [
        (
            block.title.zh if block.title else None,
            tuple(column.label.zh for column in block.columns),
            {row.label.zh: tuple(f"{row.key}.{column.key}" for column in block.columns) for row in block.rows},
        )
        for block in form.tables["proactive"].blocks
    ]
    assert printed == TABLE_TWO[form.edition]
    assert {block.corner.zh for block in form.tables["proactive"].blocks if block.corner} == {"信息内容"}


@every_edition
def test_table_four_to_the_letter(form: Form) -> None:
    table = form.tables["disputes"]
    (block,) = table.blocks
    assert table.layout == "flat"
    assert [column.label.zh for column in block.columns] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    assert {row.key: [label.zh for label in row.path] for row in block.rows} == {
        "reconsideration": ["行政复议"],
        "direct_action": ["行政诉讼", "未经复议直接起诉"],
        "action_after": ["行政诉讼", "复议后起诉"],
    }


@every_edition
def test_the_six_sections(form: Form) -> None:
    found = {section.number: section.title.zh for section in form.sections}
    fifth = "政府信息公开工作存在的主要问题及改进情况" if form.edition == "2019" else SECTIONS["五"]
    assert found == SECTIONS | {"五": fifth}
    assert {key: table.section for key, table in form.tables.items()} == {
        "proactive": "二",
        "requests": "三",
        "disputes": "四",
    }


@every_edition
def test_everything_printed_has_both_languages(form: Form) -> None:
    found = [form.name, form.basis, *(section.title for section in form.sections)]
    for table in form.tables.values():
        for block in table.blocks:
            found += [label for label in (block.title, block.corner) if label]
            found += [label for column in block.columns for label in column.path]
            found += [label for row in block.rows for label in (*row.path, row.short)]
    assert [label for label in found if not label.zh.strip() or not label.en.strip()] == []
    assert [label.en for label in found if any("\u4e00" <= char <= "\u9fff" for char in label.en)] == []


@every_edition
def test_every_outcome_row_is_in_the_sum_and_no_other(form: Form) -> None:
    outcomes = {row.key for rows in form.outcomes().values() for row in rows}
    assert list(form.outcomes()) == ["granted", "partial", "refused", "unable", "not_processed", "other"]
    for equation in form.equations:
        if equation.check == "T3-SUM":
            column = equation.id.partition("/")[2]
            assert set(equation.left) == {f"requests.{row}.{column}" for row in outcomes}
            assert equation.right == (f"requests.result_total.{column}",)


@every_edition
def test_the_printed_identity(form: Form) -> None:
    flows = {e.id: (e.left, e.right) for e in form.equations if e.check == "T3-FLOW"}
    assert flows == {
        f"T3-FLOW/{who}": (
            (f"requests.new.{who}", f"requests.carry_in.{who}"),
            (f"requests.result_total.{who}", f"requests.carry_out.{who}"),
        )
        for who in APPLICANTS
    }


@every_edition
def test_rows_add_up_to_their_totals(form: Form) -> None:
    for equation in form.equations:
        if equation.check in ("T3-ROW", "T4-SUM"):
            line = f"{equation.table}.{equation.id.partition('/')[2].split('.')[-1]}"
            columns = APPLICANTS if equation.table == "requests" else RESULTS
            assert equation.left == tuple(f"{line}.{name}" for name in columns[:-1])
            assert equation.right == (f"{line}.total",)


def test_the_keys_are_those_of_every_edition_in_order() -> None:
    everything = {key for form in load_forms().values() for table in form.tables.values() for key in table.keys}
    assert set(ALL_KEYS) == everything
    assert len(ALL_KEYS) == len(everything)
    assert [table_of(key) for key in ALL_KEYS] == sorted(
        map(table_of, ALL_KEYS), key=["proactive", "requests", "disputes"].index
    )
    assert EDITION_KEYS["disputes", "2019"] == EDITION_KEYS["disputes", "2021"]


def test_counts_are_whole_and_money_is_not() -> None:
    assert {key for key in ALL_KEYS if key not in COUNT_KEYS} == {
        "proactive.fees.amount",
        "proactive.procurement.amount",
    }
    assert UNITS["proactive.fees.amount"] == "amount"
    assert UNITS["proactive.procurement.amount"] == "unstated_amount"
    assert {key.split(".")[1] for key, unit in UNITS.items() if unit == "change"} == {
        "licensing", "other_services", "penalty", "compulsion", "fees",
    }  # fmt: skip


def test_a_cell_is_found_in_the_edition_asked_for() -> None:
    assert find_cell("requests.oth_single.total")[0].label.zh == "（六）其他处理"
    assert find_cell("proactive.normative_docs.issued", "2021")[0].label.zh == "行政规范性文件"
    with pytest.raises(KeyError):
        find_cell("proactive.normative_docs.issued", "2019")
    with pytest.raises(KeyError):
        find_cell("requests.ref_work_secret.total")
