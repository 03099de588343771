"""The access table: every address and method, where it is asked, and the answer to each person.

`at` names what the address is of: a park of the cast, a report in a state, something of nobody's park, or nothing.
The answers: `ok` 200, `made` 201, `gone` 204 (deleted), `to` a redirect after an act, `in` a redirect to the sign-in
page, `no` 403, `none` 404. The stranger has roles in a foreign park only.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.access.records import ALIKE
from tests.access.records import TABLE as RECORDS
from tests.access.scene import OF_A_PARK, PEOPLE


@dataclass(frozen=True)
class Line:
    """One address and method, and what each person is answered."""

    name: str
    method: str
    at: str
    answers: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.name} {self.at}"

    @property
    def is_api(self) -> bool:
        """Addresses that a program asks, with a token or a session; the page that describes them is a page."""
        return self.name.startswith("api:") or self.name == "api_schema"

    @property
    def is_alike(self) -> bool:
        """Whether the same code, built from another register, answers at an address that stands for this one too."""
        return self.name in ALIKE

    @property
    def names_a_park(self) -> bool:
        return self.at in OF_A_PARK


def allowed(answer: str) -> bool:
    return answer in {"ok", "made", "gone", "to"}


def _line(text: str) -> Line:
    name, method, at, *answers = text.split()
    return Line(name, method, at, dict(zip(PEOPLE, answers, strict=True)))


#                                                           nobody editor lead reviewer authority observer consultant administrator stranger
ACCOUNTS = """
accounts:sign_in                      GET    -              ok     to     to   to       to        to       to         to            to
accounts:sign_in                      POST   -              to     to     to   to       to        to       to         to            to
accounts:sign_out                     POST   -              to     to     to   to       to        to       to         to            to
accounts:demo_sign_in                 POST   -              none   none   none none     none      none     none       none          none
accounts:language_set                 POST   -              to     to     to   to       to        to       to         to            to
accounts:password_reset_request       GET    -              ok     ok     ok   ok       ok        ok       ok         ok            ok
accounts:password_reset_request       POST   -              to     to     to   to       to        to       to         to            to
accounts:password_reset_sent          GET    -              ok     ok     ok   ok       ok        ok       ok         ok            ok
accounts:password_reset_confirm       GET    mail           to     to     to   to       to        to       to         to            to
accounts:password_reset_confirm       POST   mail           to     to     to   to       to        to       to         to            to
accounts:password_reset_done          GET    -              ok     ok     ok   ok       ok        ok       ok         ok            ok
accounts:account_detail               GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
accounts:account_detail               POST   -              in     to     to   to       to        to       to         to            to
accounts:password_change              GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
accounts:password_change              POST   -              in     to     to   to       to        to       to         to            to
accounts:token_create                 GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
accounts:token_create                 POST   -              in     ok     ok   ok       ok        ok       ok         ok            ok
accounts:token_revoke                 POST   token          in     none   to   none     none      none     none       none          none
accounts:webhook_list                 GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
accounts:webhook_create               GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
accounts:webhook_create               POST   -              in     ok     ok   ok       ok        ok       ok         ok            ok
accounts:webhook_detail               GET    webhook        in     none   ok   none     none      none     none       none          none
accounts:webhook_edit                 GET    webhook        in     none   ok   none     none      none     none       none          none
accounts:webhook_edit                 POST   webhook        in     none   to   none     none      none     none       none          none
accounts:webhook_pause                POST   webhook        in     none   to   none     none      none     none       none          none
accounts:webhook_resume               POST   webhook        in     none   to   none     none      none     none       none          none
accounts:webhook_rotate               POST   webhook        in     none   ok   none     none      none     none       none          none
accounts:webhook_end                  POST   webhook        in     none   to   none     none      none     none       none          none
accounts:webhook_resend               POST   delivery       in     none   to   none     none      none     none       none          none
accounts:user_list                    GET    -              in     none   none none     none      none     none       ok            none
accounts:user_create                  GET    -              in     none   none none     none      none     none       ok            none
accounts:user_create                  POST   -              in     none   none none     none      none     none       to            none
accounts:user_detail                  GET    person         in     none   none none     none      none     none       ok            none
accounts:user_detail                  POST   person         in     none   none none     none      none     none       to            none
accounts:user_deactivate              POST   person         in     none   none none     none      none     none       to            none
accounts:user_reactivate              POST   person         in     none   none none     none      none     none       to            none
accounts:user_invite                  POST   person         in     none   none none     none      none     none       to            none
accounts:audit_list                   GET    -              in     none   none none     none      none     none       ok            none
"""
PARKS = """
parks:park_list                       GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
parks:park_export                     GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
parks:park_create                     GET    -              in     no     no   no       ok        no       no         no            no
parks:park_create                     POST   -              in     no     no   no       to        no       no         no            no
parks:park_import                     GET    -              in     no     no   no       ok        no       no         no            no
parks:park_import                     POST   -              in     no     no   no       to        no       no         no            no
parks:park_import_detail              GET    upload         in     none   none none     ok        none     none       none          none
parks:park_import_confirm             POST   upload         in     none   none none     to        none     none       none          none
parks:park_edit                       GET    park           in     no     no   no       ok        no       no         no            none
parks:park_edit                       POST   park           in     no     no   no       to        no       no         no            none
parks:park_map                        GET    park           in     ok     ok   ok       ok        ok       ok         none          none
parks:observation_list                GET    park           in     ok     ok   ok       ok        ok       ok         none          none
parks:observation_export              GET    park           in     ok     ok   ok       ok        ok       ok         none          none
parks:audit_list                      GET    park           in     ok     ok   ok       ok        none     none       none          none
parks:audit_export                    GET    park           in     ok     ok   ok       ok        none     none       none          none
parks:people_list                     GET    park           in     no     ok   no       no        no       no         no            none
parks:editor_add                      GET    park           in     no     ok   no       no        no       no         no            none
parks:editor_add                      POST   park           in     no     to   no       no        no       no         no            none
parks:editor_end                      POST   editor         in     no     to   no       no        no       no         no            none
parks:grant_list                      GET    -              in     none   none none     none      none     none       ok            none
parks:grant_create                    GET    -              in     none   none none     none      none     none       ok            none
parks:grant_create                    POST   -              in     none   none none     none      none     none       to            none
parks:grant_end                       POST   grant          in     none   none none     none      none     none       to            none
parks:period_list                     GET    -              in     none   none none     none      none     none       ok            none
parks:period_edit                     GET    period         in     none   none none     none      none     none       ok            none
parks:period_edit                     POST   period         in     none   none none     none      none     none       to            none
parks:calendar_list                   GET    -              in     none   none none     none      none     none       ok            none
parks:calendar_edit                   GET    -              in     none   none none     none      none     none       ok            none
parks:calendar_edit                   POST   -              in     none   none none     none      none     none       to            none
parks:calendar_end                    POST   calendar_day   in     none   none none     none      none     none       to            none
parks:region_list                     GET    -              in     none   none none     none      none     none       ok            none
parks:region_create                   GET    -              in     none   none none     none      none     none       ok            none
parks:region_create                   POST   -              in     none   none none     none      none     none       to            none
"""
GOVERNANCE = """
governance:review_list                GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
governance:path_enter                 GET    joining        in     no     no   no       ok        no       no         no            none
governance:path_enter                 POST   joining        in     no     no   no       to        no       no         no            none
governance:report_list                GET    park           in     ok     ok   ok       ok        ok       ok         ok            none
governance:report_detail              GET    draft          in     ok     ok   ok       ok        none     none       none          none
governance:report_detail              GET    submitted      in     ok     ok   ok       ok        none     none       none          none
governance:report_detail              GET    in_review      in     ok     ok   ok       ok        none     none       none          none
governance:report_detail              GET    accepted       in     ok     ok   ok       ok        ok       ok         none          none
governance:report_save                POST   draft          in     to     to   no       no        none     none       none          none
governance:narrative_save             POST   draft          in     to     to   no       no        none     none       none          none
governance:report_copy_forward        POST   draft          in     to     to   no       no        none     none       none          none
governance:report_submit              POST   draft          in     no     to   no       no        none     none       none          none
governance:report_withdraw            POST   submitted      in     no     to   no       no        none     none       none          none
governance:report_open                POST   submitted      in     no     no   to       to        none     none       none          none
governance:report_return              POST   in_review      in     no     no   to       to        none     none       none          none
governance:report_accept              POST   in_review      in     no     no   to       to        none     none       none          none
governance:report_reopen              POST   accepted       in     no     no   no       to        no       no         none          none
governance:evidence_add               POST   draft          in     to     to   no       no        none     none       none          none
governance:evidence_download          GET    evidence       in     ok     ok   ok       ok        none     none       none          none
governance:evidence_remove            POST   evidence       in     to     to   no       no        none     none       none          none
governance:entry_detail               GET    entry          in     ok     ok   ok       ok        none     none       none          none
governance:entry_save                 POST   entry          in     to     to   no       no        none     none       none          none
governance:review_note_add            POST   reviewed_entry in     to     to   to       to        none     none       none          none
governance:policy_list                GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
governance:policy_export              GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
governance:policy_create              GET    -              in     no     no   no       ok        no       no         no            no
governance:policy_create              POST   -              in     no     no   no       to        no       no         no            no
governance:policy_coverage            GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
governance:policy_coverage_export     GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
governance:policy_import              GET    -              in     no     no   no       ok        no       no         no            no
governance:policy_import              POST   -              in     no     no   no       to        no       no         no            no
governance:policy_import_detail       GET    policy_upload  in     none   none none     ok        none     none       none          none
governance:policy_import_confirm      POST   policy_upload  in     none   none none     to        none     none       none          none
governance:policy_detail              GET    policy         in     ok     ok   ok       ok        ok       ok         ok            none
governance:policy_edit                GET    policy         in     no     no   no       ok        no       no         no            none
governance:policy_edit                POST   policy         in     no     no   no       to        no       no         no            none
governance:policy_remove              POST   policy         in     no     no   no       to        no       no         no            none
governance:policy_evidence_add        POST   policy         in     no     no   no       to        no       no         no            none
governance:policy_evidence_download   GET    policy_file    in     ok     ok   ok       ok        ok       ok         ok            none
governance:policy_evidence_remove     POST   policy_file    in     no     no   no       to        no       no         no            none
governance:park_policy_list           GET    park           in     ok     ok   ok       ok        ok       ok         none          none
governance:actor_network              GET    park           in     ok     ok   ok       ok        ok       ok         none          none
governance:task_force                 GET    park           in     ok     ok   ok       ok        ok       ok         none          none
governance:measure_detail             GET    measured       in     ok     ok   ok       ok        ok       ok         none          none
governance:measure_detail             GET    drafted        in     ok     ok   ok       ok        none     none       none          none
"""
SUPERVISION = """
governance:supervision_board          GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
governance:finding_export             GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
governance:finding_list               GET    park           in     ok     ok   ok       ok        ok       ok         none          none
governance:finding_raise              GET    park           in     no     no   ok       ok        no       no         none          none
governance:finding_raise              POST   park           in     no     no   to       to        no       no         none          none
governance:finding_detail             GET    finding        in     ok     ok   ok       ok        none     none       none          none
governance:finding_detail             GET    closed_finding in     ok     ok   ok       ok        ok       ok         none          none
governance:finding_plan               POST   finding        in     no     to   no       no        none     none       none          none
governance:finding_rectify            POST   finding        in     no     to   no       no        none     none       none          none
governance:finding_close              POST   rectified      in     no     no   to       to        none     none       none          none
governance:finding_send_back          POST   rectified      in     no     no   to       to        none     none       none          none
governance:finding_escalate           POST   finding        in     no     no   to       to        none     none       none          none
governance:finding_extend             POST   finding        in     no     no   no       to        none     none       none          none
governance:finding_evidence_add       POST   finding        in     to     to   no       no        none     none       none          none
governance:finding_evidence_download  GET    proof          in     ok     ok   ok       ok        none     none       none          none
governance:finding_evidence_remove    POST   proof          in     to     to   no       no        none     none       none          none
governance:round_create               GET    -              in     no     no   no       ok        no       no         no            no
governance:round_create               POST   -              in     no     no   no       to        no       no         no            no
governance:round_detail               GET    round          in     none   none ok       ok        none     none       none          none
governance:round_draw                 POST   new_round      in     none   none none     to        none     none       none          none
governance:round_check                POST   item           in     none   none to       to        none     none       none          none
governance:round_close                POST   round          in     none   none no       to        none     none       none          none
governance:round_export               GET    round          in     none   none ok       ok        none     none       none          none
governance:round_population           GET    round          in     none   none ok       ok        none     none       none          none
governance:notice_list                GET    park           in     ok     ok   ok       ok        ok       ok         none          none
governance:notice_detail              GET    notice         in     ok     ok   ok       ok        ok       ok         none          none
governance:notice_month               GET    month          in     ok     ok   ok       ok        ok       ok         none          ok
governance:notice_issue               GET    -              in     no     no   no       ok        no       no         no            no
governance:notice_issue               POST   -              in     no     no   no       to        no       no         no            no
"""
ASSESSMENTS = """
assessments:home                      GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:park_detail               GET    park           in     ok     ok   ok       ok        ok       ok         ok            none
assessments:timeline_list             GET    park           in     ok     ok   ok       ok        ok       ok         none          none
assessments:score_list                GET    park           in     ok     ok   ok       ok        ok       ok         none          none
assessments:why                       GET    node           in     ok     ok   ok       ok        ok       ok         none          none
assessments:path_detail               GET    park           in     ok     ok   ok       ok        ok       ok         none          none
assessments:gate_decide               GET    park           in     no     no   no       ok        no       no         none          none
assessments:gate_decide               POST   park           in     no     no   no       to        no       no         none          none
assessments:decision_detail           GET    decision       in     ok     ok   ok       ok        ok       ok         none          none
assessments:decision_revoke           POST   decision       in     no     no   no       to        no       no         none          none
assessments:report_scores             GET    draft          in     ok     ok   ok       ok        none     none       none          none
assessments:run_list                  GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:run_create                GET    -              in     no     no   no       ok        no       ok         no            no
assessments:run_create                POST   -              in     no     no   no       to        no       to         no            no
assessments:run_detail                GET    run            in     none   none ok       ok        none     ok         none          none
assessments:run_detail                GET    going_run      in     none   none ok       ok        none     ok         none          none
assessments:run_park                  GET    run_park       in     none   none ok       ok        none     ok         none          none
assessments:run_export                GET    run            in     none   none ok       ok        none     ok         none          none
assessments:run_cancel                POST   going_run      in     none   none no       to        none     to         none          none
assessments:run_compare               GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:weights_list              GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:weights_create            GET    -              in     no     no   no       ok        no       ok         no            no
assessments:weights_create            POST   -              in     no     no   no       to        no       to         no            no
assessments:weights_detail            GET    used_weights   in     none   none ok       ok        none     ok         none          none
assessments:weights_edit              GET    used_weights   in     none   none no       no        none     ok         none          none
assessments:weights_edit              GET    own_weights    in     none   none none     none      none     ok         none          none
assessments:weights_edit              POST   own_weights    in     none   none none     none      none     to         none          none
assessments:portfolio                 GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:portfolio_export          GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:board                     GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:compare                   GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:search                    GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:saved_view_list           GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:saved_view_create         POST   -              in     to     to   to       to        to       to         to            to
assessments:saved_view_rename         GET    view           in     none   none none     ok        none     none       none          none
assessments:saved_view_rename         POST   view           in     none   none none     to        none     none       none          none
assessments:saved_view_delete         POST   view           in     none   none none     to        none     none       none          none
assessments:framework_list            GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:framework_load            GET    -              in     none   none none     none      none     none       ok            none
assessments:framework_load            POST   -              in     none   none none     none      none     none       to            none
assessments:framework_detail          GET    version        in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:framework_detail          GET    draft_version  in     none   none none     none      none     none       ok            none
assessments:framework_source          GET    version        in     ok     ok   ok       ok        ok       ok         ok            ok
assessments:framework_source          GET    draft_version  in     none   none none     none      none     none       ok            none
assessments:framework_publish         POST   draft_version  in     none   none none     none      none     none       to            none
assessments:assignment_list           GET    -              in     none   none none     none      none     none       ok            none
assessments:assignment_create         GET    -              in     none   none none     none      none     none       ok            none
assessments:assignment_create         POST   -              in     none   none none     none      none     none       to            none
"""
API = """
api:me_detail                         GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:token_list                        GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:token_list                        POST   -              401    made   made made     made      made     made       made          made
api:token_detail                      DELETE token          401    none   gone none     none      none     none       none          none
api:webhook_list                      GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:webhook_list                      POST   -              401    made   made made     made      made     made       made          made
api:webhook_detail                    GET    webhook        401    none   ok   none     none      none     none       none          none
api:webhook_detail                    PATCH  webhook        401    none   ok   none     none      none     none       none          none
api:webhook_detail                    DELETE webhook        401    none   gone none     none      none     none       none          none
api:webhook_rotate                    POST   webhook        401    none   ok   none     none      none     none       none          none
api:webhook_delivery_list             GET    webhook        401    none   ok   none     none      none     none       none          none
api:webhook_resend                    POST   delivery       401    none   ok   none     none      none     none       none          none
api:park_list                         GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:park_list                         POST   -              401    no     no   no       made      no       no         no            no
api:park_detail                       GET    park           401    ok     ok   ok       ok        ok       ok         ok            none
api:park_detail                       PATCH  park           401    no     no   no       ok        no       no         no            none
api:park_import_create                POST   -              401    no     no   no       ok        no       no         no            no
api:region_list                       GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:period_list                       GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:period_detail                     GET    period         401    ok     ok   ok       ok        ok       ok         ok            ok
api:calendar_detail                   GET    calendar_year  401    ok     ok   ok       ok        ok       ok         ok            ok
api:calendar_day_detail               GET    calendar_day   401    ok     ok   ok       ok        ok       ok         ok            ok
api:calendar_day_detail               PUT    calendar_day   401    no     no   no       no        no       no         ok            no
api:calendar_day_detail               DELETE calendar_day   401    no     no   no       no        no       no         gone          no
api:indicator_list                    GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:indicator_detail                  GET    indicator      401    ok     ok   ok       ok        ok       ok         ok            ok
api:observation_list                  GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:grant_list                        GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:path_detail                       GET    park           401    ok     ok   ok       ok        ok       ok         none          none
api:path_detail                       POST   joining        401    no     no   no       made      no       no         none          none
api:decision_list                     GET    park           401    ok     ok   ok       ok        ok       ok         none          none
api:decision_list                     POST   park           401    no     no   no       made      no       no         none          none
api:decision_detail                   GET    decision       401    ok     ok   ok       ok        ok       ok         none          none
api:decision_revoke                   POST   decision       401    no     no   no       ok        no       no         none          none
api:report_list                       GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:report_detail                     GET    draft          401    ok     ok   ok       ok        none     none       none          none
api:report_detail                     GET    accepted       401    ok     ok   ok       ok        ok       ok         none          none
api:report_detail                     PATCH  draft          401    ok     ok   no       no        none     none       none          none
api:report_submit                     POST   draft          401    no     ok   no       no        none     none       none          none
api:report_withdraw                   POST   submitted      401    no     ok   no       no        none     none       none          none
api:report_open                       POST   submitted      401    no     no   ok       ok        none     none       none          none
api:report_return                     POST   in_review      401    no     no   ok       ok        none     none       none          none
api:report_accept                     POST   in_review      401    no     no   ok       ok        none     none       none          none
api:report_reopen                     POST   accepted       401    no     no   no       ok        no       no         none          none
api:entry_list                        GET    draft          401    ok     ok   ok       ok        none     none       none          none
api:entry_list                        PATCH  draft          401    ok     ok   no       no        none     none       none          none
api:entry_detail                      GET    entry          401    ok     ok   ok       ok        none     none       none          none
api:entry_detail                      PATCH  entry          401    ok     ok   no       no        none     none       none          none
api:check_list                        GET    draft          401    ok     ok   ok       ok        none     none       none          none
api:measure_detail                    GET    measured       401    ok     ok   ok       ok        ok       ok         none          none
api:measure_detail                    GET    drafted        401    ok     ok   ok       ok        none     none       none          none
api:evidence_list                     GET    draft          401    ok     ok   ok       ok        none     none       none          none
api:evidence_list                     POST   draft          401    made   made no       no        none     none       none          none
api:evidence_detail                   GET    evidence       401    ok     ok   ok       ok        none     none       none          none
api:evidence_detail                   DELETE evidence       401    gone   gone no       no        none     none       none          none
api:policy_list                       GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:policy_list                       POST   -              401    no     no   no       made      no       no         no            no
api:policy_detail                     GET    policy         401    ok     ok   ok       ok        ok       ok         ok            none
api:policy_detail                     PATCH  policy         401    no     no   no       ok        no       no         no            none
api:policy_remove                     POST   policy         401    no     no   no       ok        no       no         no            none
api:policy_coverage                   GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:finding_list                      GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:finding_list                      POST   -              401    no     no   made     made      no       no         400           400
api:finding_detail                    GET    finding        401    ok     ok   ok       ok        none     none       none          none
api:finding_detail                    GET    closed_finding 401    ok     ok   ok       ok        ok       ok         none          none
api:finding_plan                      POST   finding        401    no     ok   no       no        none     none       none          none
api:finding_rectify                   POST   finding        401    no     ok   no       no        none     none       none          none
api:finding_close                     POST   rectified      401    no     no   ok       ok        none     none       none          none
api:finding_send_back                 POST   rectified      401    no     no   ok       ok        none     none       none          none
api:finding_escalate                  POST   finding        401    no     no   ok       ok        none     none       none          none
api:finding_extend                    POST   finding        401    no     no   no       ok        none     none       none          none
api:finding_evidence_list             GET    finding        401    ok     ok   ok       ok        none     none       none          none
api:finding_evidence_list             POST   finding        401    made   made no       no        none     none       none          none
api:finding_evidence_detail           GET    proof          401    ok     ok   ok       ok        none     none       none          none
api:finding_evidence_detail           DELETE proof          401    gone   gone no       no        none     none       none          none
api:round_list                        GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:round_list                        POST   -              401    no     no   no       made      no       no         no            400
api:round_detail                      GET    round          401    none   none ok       ok        none     none       none          none
api:round_draw                        POST   new_round      401    none   none none     ok        none     none       none          none
api:round_item                        PATCH  item           401    none   none ok       ok        none     none       none          none
api:round_close                       POST   round          401    none   none no       ok        none     none       none          none
api:notice_list                       GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:notice_list                       POST   -              401    no     no   no       made      no       no         400           400
api:notice_detail                     GET    notice         401    ok     ok   ok       ok        ok       ok         none          none
api:framework_list                    GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:framework_detail                  GET    framework      401    ok     ok   ok       ok        ok       ok         ok            ok
api:version_detail                    GET    version        401    ok     ok   ok       ok        ok       ok         ok            ok
api:version_detail                    GET    draft_version  401    none   none none     none      none     none       ok            none
api:version_publish                   POST   draft_version  401    none   none none     none      none     none       ok            none
api:version_load                      POST   -              401    no     no   no       no        no       no         made          no
api:assignment_list                   GET    -              401    no     no   no       no        no       no         ok            no
api:assignment_list                   POST   -              401    no     no   no       no        no       no         made          no
api:park_scores                       GET    park           401    ok     ok   ok       ok        ok       ok         none          none
api:park_aspects                      GET    park           401    ok     ok   ok       ok        ok       ok         none          none
api:park_coupling                     GET    park           401    ok     ok   ok       ok        ok       ok         none          none
api:park_timeline                     GET    park           401    ok     ok   ok       ok        ok       ok         none          none
api:park_audit                        GET    park           401    ok     ok   ok       ok        none     none       none          none
api:rank_list                         GET    version        401    ok     ok   ok       ok        ok       ok         ok            ok
api:portfolio                         GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:portfolio_heat_map                GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:portfolio_ranking                 GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:portfolio_stages                  GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:portfolio_reports                 GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:board                             GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:compare                           GET    -              401    400    400  400      400       400      400        400           400
api:search                            GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:saved_view_list                   GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:saved_view_list                   POST   -              401    made   made made     made      made     made       made          made
api:saved_view_detail                 GET    view           401    none   none none     ok        none     none       none          none
api:saved_view_detail                 PATCH  view           401    none   none none     ok        none     none       none          none
api:saved_view_detail                 DELETE view           401    none   none none     gone      none     none       none          none
api:score_list                        GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:why                               GET    node           401    ok     ok   ok       ok        ok       ok         none          none
api:run_list                          GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:run_list                          POST   -              401    no     no   no       made      no       made       no            no
api:run_detail                        GET    run            401    none   none ok       ok        none     ok         none          none
api:run_cancel                        POST   going_run      401    none   none no       ok        none     ok         none          none
api:run_scores                        GET    run            401    none   none ok       ok        none     ok         none          none
api:run_ranks                         GET    run            401    none   none ok       ok        none     ok         none          none
api:run_export                        GET    run            401    none   none ok       ok        none     ok         none          none
api:run_compare                       GET    -              401    400    400  400      400       400      400        400           400
api:weights_list                      GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
api:weights_list                      POST   -              401    no     no   no       made      no       made       no            no
api:weights_detail                    GET    used_weights   401    none   none ok       ok        none     ok         none          none
api:weights_detail                    PUT    own_weights    401    none   none none     none      none     ok         none          none
api_docs                              GET    -              in     ok     ok   ok       ok        ok       ok         ok            ok
api_schema                            GET    -              401    ok     ok   ok       ok        ok       ok         ok            ok
"""

WATCHERS = """
healthz                               GET    -              ok     ok     ok   ok       ok        ok       ok         ok            ok
readyz                                GET    -              ok     ok     ok   ok       ok        ok       ok         ok            ok
"""

TEXT = "".join((WATCHERS, ACCOUNTS, PARKS, RECORDS, GOVERNANCE, SUPERVISION, ASSESSMENTS, API))
LINES = [_line(text) for text in TEXT.splitlines() if text]
