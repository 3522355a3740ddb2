import Domain

/// Three months of a hospital: discharges, a few of them cancelled, a few patients who died there or later; of one department also admissions and
/// operations on outpatients.
struct DemoHospital {
    private let words: DemoWords
    private let days: DemoDays
    private let size: DemoSize
    private var random: DemoRandom
    private var people: DemoPeople
    private var patients: [Patient] = []
    private var stays = 0
    private var operations = 0
    private var discharges = DemoTable("patientDischarged")
    private var withdrawals = DemoTable("eventWithdrawn")
    private var changes = DemoTable("subjectChanged")
    private var admissions = DemoTable("patientAdmitted")
    private var visits = DemoTable("outpatientVisited")

    private struct Patient {
        var number: String
        var name: String
        var isFemale: Bool
        var isDead = false
        var bornOn: LocalDay
        var phone: String
        var familyPhone: String
        var relation: String
        var address: String
        var residence: String
    }

    init(words: DemoWords, days: DemoDays, size: DemoSize, seed: UInt64) {
        (self.words, self.days, self.size) = (words, days, size)
        (random, people) = (DemoRandom(seed: seed), DemoPeople(words: words, firstTail: 0))
    }

    mutating func tables() -> [DemoTable] {
        for day in days.all {
            let usual = day.weekday < 6 ? size.discharges : size.discharges / 2
            for _ in 0..<random.from(usual - usual / 3...usual + usual / 3) { discharge(on: day) }
            if day.weekday < 6, random.happens(size.operations) { operate(on: day) }
        }
        return [discharges, withdrawals, changes, admissions, visits]
    }

    private mutating func discharge(on day: LocalDay) {
        guard let stay = random.pick(words.stays, share: \.share) else { return }
        stays += 1
        let admission = "ZY" + DemoPeople.padded(stays, 6)
        let patient = patient(for: stay, on: day)
        // Deaths in hospital are told as discharges with this disposition; there are none here after surgery or childbirth.
        let isDeath = stay.cells[5] == words.one("no") && stay.cells[6] == words.one("no") && random.happens(12)
        let disposition = isDeath ? words.one("died") : disposition()
        let moment = DemoMoment(day: day, minute: random.from(510...1020))
        admit(admission, patient, stay, before: day)
        write(admission, 1, patient, stay, moment, disposition)
        if isDeath {
            patients[patient].isDead = true
        } else if random.happens(12) {
            withdraw(admission, patient, stay, moment, disposition)
        } else if random.happens(3) {
            die(patient, after: moment)
        }
    }

    private mutating func disposition() -> String {
        if random.happens(20) { return words.one("transfer") }
        return random.happens(15) ? words.one("againstAdvice") : words.one("home")
    }

    /// Cancelled some hours later; in half of the cases the patient leaves some days after that, for the second time of the stay.
    private mutating func withdraw(_ admission: String, _ patient: Int, _ stay: DemoWords.Happening, _ moment: DemoMoment, _ disposition: String) {
        let cancelled = moment.adding(minutes: random.from(30...360))
        withdrawals.append(cancelled, [words.one("withdrawnKind"), admission, cancelled.text, random.pick(words.all("withdrawReason")) ?? ""])
        let again = DemoMoment(day: moment.day.adding(days: random.from(1...3)), minute: random.from(510...1020))
        if random.happens(500), days.contains(again) { write(admission, 2, patient, stay, again, disposition) }
    }

    private mutating func die(_ patient: Int, after moment: DemoMoment) {
        let at = DemoMoment(day: moment.day.adding(days: random.from(5...40)), minute: 0)
        guard days.contains(at) else { return }
        patients[patient].isDead = true
        changes.append(at, [patients[patient].number, patients[patient].name, words.one("deceased"), at.day.iso])
    }

    private mutating func write(
        _ admission: String, _ nth: Int, _ index: Int, _ stay: DemoWords.Happening, _ moment: DemoMoment, _ disposition: String
    ) {
        let patient = patients[index]
        discharges.append(moment, [
            admission, String(nth), patient.name, patient.number, words.one(patient.isFemale ? "female" : "male"), patient.bornOn.iso, patient.phone,
            patient.familyPhone, patient.relation, patient.address, stay.cells[0], stay.cells[1], moment.text, stay.cells[2], stay.cells[3], stay.cells[4],
            stay.cells[5], stay.cells[6], random.pick(words.all("condition")) ?? "", disposition, patient.residence,
        ])
    }

    // MARK: The department that registers everybody

    /// The department of childbirth; empty without one.
    private var registering: String { words.stays.first { $0.cells[6] == words.one("yes") }?.cells[0] ?? "" }

    private mutating func admit(_ admission: String, _ index: Int, _ stay: DemoWords.Happening, before day: LocalDay) {
        guard stay.cells[0] == registering else { return }
        let at = DemoMoment(day: day.adding(days: -random.from(2...6)), minute: random.from(490...1000))
        guard days.contains(at) else { return }
        let patient = patients[index]
        admissions.append(
            at, [
                admission, patient.name, patient.number, words.one(patient.isFemale ? "female" : "male"), patient.phone, stay.cells[0], stay.cells[1], at.text,
                stay.cells[2], stay.cells[4],
            ])
    }

    private mutating func operate(on day: LocalDay) {
        guard let stay = random.pick(words.stays.filter { $0.cells[0] == registering }) else { return }
        patients.append(newPatient(isFemale: true, age: 21...60, on: day))
        let (patient, at) = (patients[patients.count - 1], DemoMoment(day: day, minute: random.from(500...980)))
        operations += 1
        visits.append(
            at, [
                "MZ" + DemoPeople.padded(operations, 6), patient.name, patient.number, words.one("female"), patient.phone, stay.cells[0], at.text, stay.cells[2],
                words.one("yes"),
            ])
    }

    // MARK: Patients

    /// One who was here before, in one of eight cases, else a new one.
    private mutating func patient(for stay: DemoWords.Happening, on day: LocalDay) -> Int {
        let isObstetric = stay.cells[6] == words.one("yes")
        let women = stay.cells[0] == words.stays.first { $0.cells[6] == words.one("yes") }?.cells[0]
        if !isObstetric, random.happens(125), !patients.isEmpty {
            let known = random.below(patients.count)
            if !patients[known].isDead, patients[known].isFemale || !women { return known }
        }
        let isFemale = women || random.happens(480)
        patients.append(newPatient(isFemale: isFemale, age: isObstetric ? 21...40 : 19...88, on: day))
        return patients.count - 1
    }

    private mutating func newPatient(isFemale: Bool, age: ClosedRange<Int>, on day: LocalDay) -> Patient {
        let hasPhone = !random.happens(120)
        let hasFamily = random.happens(hasPhone ? 450 : 750)
        return Patient(
            number: "B" + DemoPeople.padded(patients.count + 1, 6), name: people.name(&random), isFemale: isFemale,
            bornOn: day.adding(days: -365 * random.from(age) - random.below(365)), phone: hasPhone ? people.phone() : "",
            familyPhone: hasFamily ? people.phone() : "", relation: hasFamily ? random.pick(words.all("relation")) ?? "" : "",
            address: people.address(&random), residence: random.pick(words.all("residence")) ?? "")
    }
}
