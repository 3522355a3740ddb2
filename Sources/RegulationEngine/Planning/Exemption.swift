import Domain

/// Why an eligible event needs no follow-up: a population of the regulation, or the party's death or refusal.
struct Exemption {
    var reason: String
    var clause: String? = nil
    var still: [String]? = nil

    func row(_ rule: String, _ event: EventID, _ cohort: LocalDay) -> Eligible {
        Eligible(event: event, rule: rule, standing: .exempt, reason: reason, clause: clause, cohort: cohort)
    }
}

extension Planner {
    /// An exemption that can't be decided does not exempt: the follow-up is planned, and a finding says why it may be needless.
    ///
    /// A soft one (in principle) exempts as well; such a follow-up may still be made on request.
    func exemption(_ plan: RulePlan, _ context: ConditionContext, _ outcome: inout PlanningOutcome) -> Exemption? {
        if let party = context.history?.party, let exemption = Exemption(of: party) { return exemption }
        for population in plan.exempting {
            do throws(RuleError) {
                switch try resolver.evaluator.membership(of: population, in: context, rule: plan.rule.id) {
                case .holds: return Exemption(population)
                case .fails: continue
                case .unknown(let attribute): outcome.findings.append(plan.undecided(attribute, context.event))
                }
            } catch {
                outcome.findings.append(error.finding(.warning))
            }
        }
        return nil
    }
}

extension Exemption {
    fileprivate init(_ population: Population) {
        self.init(reason: population.id, clause: population.basis.clauses.first, still: population.still.isEmpty ? nil : population.still)
    }

    fileprivate init?(of party: Party) {
        if party.status == .deceased {
            self.init(reason: StopReason.deceased.rawValue)
        } else if party.refusals.contains("followUp") {
            self.init(reason: StopReason.refused.rawValue)
        } else {
            return nil
        }
    }
}

extension Stop {
    /// What the kind of event ends by itself, whatever the regulation: a death, a refusal of follow-ups, a withdrawn event.
    public init?(_ event: Event) {
        switch (event.kind, event.attributes["status"]?.text) {
        case ("eventWithdrawn", _): self = .withdrawnEvent
        case ("subjectChanged", "deceased"?): self = .party(.deceased)
        case ("subjectChanged", "refuses"?) where (event.attributes["purpose"]?.text ?? "followUp") == "followUp": self = .party(.refused)
        default: return nil
        }
    }
}
