"""The pages of the demo that are looked at one by one, by who opens them."""

from __future__ import annotations

NOBODY = ""
PASSWORD_LINK = "/password/set/Nw/a-link-that-is-spent/"
WRONG_REGISTER = "code,name_en,region,area_ha\nLH-09,Lianhe Ninth Park,YJ,plenty\nLH-10,Lianhe Tenth Park,NOWHERE,10\n"
WRONG_PLOTS = (
    "name_zh,land_use,status,area_m2,colour\n"
    "北,生活,闲置,1200,red\n南,生活,空置,much,red\n东,生活,在用,5,red\n"
)

PAGES = {
    NOBODY: [
        "/sign-in/",
        "/password/forgotten/",
        "/password/sent/",
        PASSWORD_LINK,
        "/password/done/",
    ],
    "li.na": [  # editor of a park with an open draft
        "/",
        "/parks/",
        "/parks/LH-01/",
        "/parks/LH-01/map/",
        "/parks/LH-01/map/?by=accessibility&on=2026-09-30",
        "/parks/LH-01/scores/",
        "/parks/LH-01/history/",
        "/parks/LH-01/path/",
        "/parks/LH-01/reports/",
        "/parks/LH-01/reports/2026-10/?category=all",
        "/parks/LH-01/reports/2026-Q3/",
        "/parks/LH-01/reports/2026-Q3/entries/pilot_meetings_with_partners/",
        "/parks/LH-01/why/index/",
        "/parks/LH-01/why/industrial_positioning/",
        "/parks/LH-01/why/tax_per_mu/",
        "/frameworks/",
        "/account/",
        "/account/password/",
        "/account/tokens/new/",
        "/account/webhooks/",
        "/account/webhooks/new/",
        "/account/webhooks/{webhook}/",
        "/account/webhooks/{webhook}/edit/",
        "/parks/import/",  # not for editors: 403
        "/parks/NP-01/reports/",  # nobody else's: 404
    ],
    "pan.mei": ["/parks/JT-01/"],  # before an open gate
    "ma.chaoqun": ["/", "/parks/BH-01/", "/parks/BH-01/reports/2026-Q3/"],  # returned, overdue
    "chen.yu": [
        "/parks/LH-01/reports/2026-10/",
        "/parks/LH-01/people/",
        "/parks/LH-01/people/add/",
        "/parks/LH-01/registers/",
        "/parks/LH-01/registers/facilities/",
        "/parks/LH-01/registers/facilities/new/",
        "/parks/LH-01/registers/consultations/new/",
        "/parks/LH-01/registers/plots/import/",
        "/parks/LH-01/registers/plots/import/{records}/",
    ],
    "zhang.min": [
        "/",
        "/reviews/",
        "/reviews/?show=all",
        "/parks/NP-01/reports/2026-10/",
        "/parks/NP-01/reports/2026-10/scores/",
    ],
    "wu.jianguo": [
        "/",
        "/parks/new/",
        "/parks/LH-01/edit/",
        "/parks/import/",
        "/parks/import/{upload}/",
        "/parks/LH-01/path/enter/",
        "/supervision/",
        "/supervision/rounds/new/",
        "/supervision/notices/issue/",
        "/parks/LH-01/findings/",
        "/parks/LH-01/findings/new/",
        "/parks/LH-01/notices/",
        "/policies/",
        "/policies/new/",
        "/policies/import/",
        "/policies/import/{policies}/",
        "/policies/coverage/",
        "/policies/YJ-2026-12/",
        "/policies/YJ-2026-12/edit/",
        "/parks/LH-01/policies/",
        "/parks/LH-01/actors/",
        "/parks/LH-01/task-force/",
        "/parks/JT-01/path/decide/",  # an open gate
        "/parks/YQ-01/path/",  # fails by little
        "/parks/WL-01/path/",  # cannot be decided
        "/parks/SH-01/path/",  # passed
        "/parks/SH-01/path/decisions/{decision}/",
        "/parks/SH-01/timeline/",
        "/parks/SH-01/audit/",
        "/portfolio/",
        "/views/",
    ],
    "zheng.guoqiang": ["/parks/MH-01/path/"],  # a pass that was revoked
    "maria.keller": [
        "/",
        "/parks/?view=map",
        "/portfolio/?stage=t2",
        "/portfolio/board/",
        "/portfolio/compare/?park=JT-01&park=WL-01&park=NP-01&park=PW-01",
        "/search/?q=park",
        "/assessments/",
        "/assessments/new/",
        "/assessments/{run}/",
        "/assessments/{run}/parks/PW-01/",
        "/assessments/compare/?a={run}&b={weighted}",
        "/assessments/weights/",
        "/assessments/weights/new/",
        "/assessments/weights/{weights}/",
    ],
    "sun.wei": [
        "/",
        "/admin-area/users/",
        "/admin-area/users/new/",
        "/admin-area/users/{user}/",
        "/admin-area/grants/",
        "/admin-area/grants/new/",
        "/admin-area/regions/",
        "/admin-area/regions/new/",
        "/admin-area/periods/",
        "/admin-area/periods/2026-Q3/",
        "/admin-area/calendar/?year=2026",
        "/admin-area/calendar/?year=2199",
        "/admin-area/calendar/edit/?day=2026-10-10",
        "/admin-area/assignments/",
        "/admin-area/assignments/new/",
        "/admin-area/audit/",
        "/frameworks/load/",
        "/frameworks/{framework}/",
    ],
}
