"""机构比较: who stands out among its peers?"""

from lib.ui.comparing.head import PARTS
from lib.ui.comparing.parts import SHOWN
from lib.ui.switches import chosen_part

SHOWN[chosen_part(PARTS)]()
