#!/usr/bin/env python3
"""check_year.py DATA DAY: whether a year of the demonstration holds everything that its regulations ask for.

What is expected is read from the packs themselves: which reports and duties of which period, for which unit. Ends with an error that names what is missing.
"""
import datetime
import pathlib
import sqlite3
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
MONTHS = {"month": 1, "quarter": 3, "halfYear": 6, "year": 12}
# A report is written, given back, written again and approved within so many days of its period's end, also when it was forgotten at first.
LATEST = datetime.timedelta(days=50)


def day_of(number):
    return datetime.date(1970, 1, 1) + datetime.timedelta(days=number)


def added(day, months):
    months += day.year * 12 + day.month - 1
    return datetime.date(months // 12, months % 12 + 1, day.day)


class Year:
    def __init__(self, data, today):
        self.today = today
        self.database = sqlite3.connect(f"file:{data}/huiyin.sqlite?mode=ro", uri=True)
        self.packs = {}
        for folder in (ROOT / "Regulations", pathlib.Path(data) / "regulations"):
            for path in folder.glob("*/regulation.yaml"):
                pack = yaml.safe_load(path.read_text())
                self.packs[pack["regulation"]] = pack
        self.faults = []

    def rows(self, query, *values):
        return self.database.execute(query, values).fetchall()

    def count(self, query, *values):
        return self.rows("SELECT COUNT(*) FROM " + query, *values)[0][0]

    def require(self, what, number):
        print(f"{number:6} {what}")
        if not number:
            self.faults.append(f"no {what}")

    # What the packs ask for

    def adoptions(self):
        """Adoption, its pack, the first day, and the units that it covers with all below them."""
        for adoption, organisation, regulation in self.rows("SELECT id, organisation, regulation FROM adoption ORDER BY id"):
            (first,) = self.rows("SELECT MIN(active_from) FROM edition WHERE adoption = ?", adoption)[0]
            units = dict(self.rows("SELECT id, parent FROM organisation_unit WHERE organisation = ?", organisation))
            named = {unit for (unit,) in self.rows("SELECT unit FROM adoption_unit WHERE adoption = ?", adoption)}
            covered = {unit for unit in units if not named or named & set(self.lineage(unit, units))}
            yield adoption, organisation, self.packs[regulation], day_of(first), units, covered

    @staticmethod
    def lineage(unit, units):
        while unit is not None:
            yield unit
            unit = units.get(unit)

    def owing(self, adoption, organisation, role, units, covered):
        """Covered units where somebody holds the role; where nobody does, the one at the top."""
        mapped = self.rows("SELECT post_role FROM adoption_role WHERE adoption = ? AND role = ?", adoption, role)
        held = self.rows("SELECT DISTINCT unit FROM post WHERE organisation = ? AND role = ?", organisation, mapped[0][0] if mapped else role)
        return ({unit for (unit,) in held} & covered) or {unit for unit, parent in units.items() if parent is None}

    def periods(self, every, month_from, first):
        """First and last day of each period that ended long enough ago, and whose successor began when the regulation held."""
        length = MONTHS[every]
        start = datetime.date(first.year - 1, 1, month_from)
        while True:
            end = added(start, length) - datetime.timedelta(days=1)
            if end + LATEST > self.today:
                return
            # Records that are handed in within their own period are asked for from the first whole one on.
            if (start if month_from > 1 else end) >= first:
                yield start, end
            start = added(start, length)

    def check_reports(self):
        found = set(self.rows("SELECT adoption, rule, unit, from_day FROM report WHERE state = 'frozen'"))
        expected = 0
        for adoption, organisation, pack, first, units, covered in self.adoptions():
            asked = {name: duty for name, duty in pack.get("duties", {}).items() if duty["kind"] == "report"}
            if not asked and any("after" in rule for rule in pack["followUps"].values()):
                asked = {"monthly": {"every": "month", "by": None}}
            for rule, duty in asked.items():
                owing = self.owing(adoption, organisation, duty["by"], units, covered)
                for start, end in self.periods(duty["every"], duty.get("monthFrom", 1), first):
                    for unit in owing:
                        expected += 1
                        if (adoption, rule, unit, (start - datetime.date(1970, 1, 1)).days) not in found:
                            self.faults.append(f"no report {pack['regulation']}.{rule} of {start} to {end}, unit {unit}")
        self.require("reports that the regulations ask for", expected)

    def check_rules(self):
        """Each rule of each adopted regulation came to something, unless the demonstration tells of no such fact."""
        kinds = {kind for (kind,) in self.rows("SELECT DISTINCT kind FROM event")}
        aliases = yaml.safe_load((ROOT / "Regulations/common/events.yaml").read_text())["aliases"]
        for adoption, _, pack, _, _, _ in self.adoptions():
            made = {rule.split(".")[0] for (rule,) in self.rows("SELECT DISTINCT rule FROM follow_up WHERE adoption = ?", adoption)}
            idle = []
            for name, rule in pack["followUps"].items():
                after = rule.get("after", [])
                events = {aliases[event]["of"] if event in aliases else event for event in ([after] if isinstance(after, str) else after)}
                if name not in made:
                    idle.append(name)
                    if "each" in rule or "choose" in rule and events & kinds:
                        self.faults.append(f"{pack['regulation']}.{name} made no follow-up")
            print(f"{len(made):6} rules of {pack['regulation']} with follow-ups" + (f"; none by {', '.join(idle)}" if idle else ""))

    def check_work(self):
        self.require("draws made", self.count("draw WHERE state = 'frozen'"))
        self.require("drawn ones replaced", self.count("draw_entry WHERE replaces IS NOT NULL"))
        self.require("turns of rounds", self.count("event WHERE kind = 'turnCame'"))
        self.require("plans approved and issued", self.count("visit_plan WHERE state = 'issued'"))
        self.require("lines of plans changed or dropped", self.count("visit_plan_line WHERE standing IN ('changed', 'dropped')"))
        self.require("plans that wait for approval", self.count("visit_plan p JOIN duty d ON d.id = p.duty WHERE d.state = 'handedIn'"))
        checks = [(pack["regulation"], name) for _, _, pack, _, _, _ in self.adoptions() for name, rule in pack["followUps"].items() if "independentOf" in rule]
        self.require("rules of spot checks", len(checks))
        for regulation, rule in checks:
            answers = dict(self.rows(
                "SELECT i.code, COUNT(*) FROM answer i JOIN record r ON r.id = i.record JOIN follow_up f ON f.id = r.follow_up"
                " JOIN adoption a ON a.id = f.adoption WHERE a.regulation = ? AND f.rule = ? AND i.field = 'verdict' GROUP BY 1", regulation, rule))
            self.require(f"spot checks by {regulation}.{rule}", sum(answers.values()))
            self.require("of them perfunctory", sum(count for verdict, count in answers.items() if "perfunctory" in str(verdict)))
        self.require("duties done after their last day", self.count("duty WHERE handed_in_at > due_at"))

    def check_assessments(self):
        for adoption, _, pack, first, _, _ in self.adoptions():
            for rule, assessment in pack.get("assessments", {}).items():
                due = [end for _, end in self.periods(assessment["every"], 1, first)]
                decided = self.count("assessment WHERE adoption = ? AND rule = ? AND state = 'decided'", adoption, rule)
                print(f"{decided:6} assessments {pack['regulation']}.{rule} decided")
                if due and not decided:
                    self.faults.append(f"no assessment {pack['regulation']}.{rule} was decided")
        whole = "assessment WHERE told_by IS NOT NULL AND objected_by IS NOT NULL AND heard_by NOT IN (told_by, objected_by) AND state = 'decided'"
        self.require("assessments told, objected to, heard by another and decided", self.count(whole))
        self.require("objections that wait to be heard", self.count("assessment WHERE state = 'objected'"))
        self.require("corrections noted for the next period", self.count("assessment_correction"))
        self.require("of them taken up by it", self.count("assessment_correction WHERE settled_in IS NOT NULL"))

    def check_receipts(self):
        self.require("reports signed for", self.count("report_receipt WHERE received_at IS NOT NULL"))
        self.require("reports given back", self.count("journal WHERE act = 'report.returned'"))

    def run(self):
        done, whole = self.rows("SELECT SUM(state = 'done'), COUNT(*) FROM follow_up")[0]
        print(f"{whole:6} follow-ups, {done} done")
        for check in (self.check_reports, self.check_rules, self.check_work, self.check_assessments, self.check_receipts):
            check()
        return self.faults


if __name__ == "__main__":
    faults = Year(sys.argv[1], datetime.date.fromisoformat(sys.argv[2])).run()
    sys.exit("\n".join(faults) if faults else 0)
