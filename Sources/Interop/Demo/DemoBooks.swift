import Domain

/// What a management office keeps in its books: who lives there and who is visited, contracts, activities and the paper of the estate.
struct DemoBooks {
    var households = DemoTable("householdRegistered")
    var activities = DemoTable("activityHeld")
    var contracts = DemoTable("serviceStarted")
    private var serial = 0

    /// Most are there on the first day, one in twenty registers later. Some are visited at festivals, some every month.
    mutating func register(_ index: Int, of count: Int, _ cells: [String], _ words: DemoWords, _ days: DemoDays, _ random: inout DemoRandom) {
        let day = index % 20 == 19 ? days.all[random.below(max(1, days.all.count))] : days.from
        let tags = [index % 10 == 3 ? words.one("tag.festival") : nil, index % 13 == 5 ? words.one("tag.visits") : nil].compactMap(\.self)
        let at = DemoMoment(day: day, minute: 480 + index * 480 / max(1, count))
        households.append(at, [day.iso] + cells + [tags.joined(separator: words.one("tag.separator"))])
    }

    /// Of a month or so, from a few days after it was signed.
    mutating func sign(_ number: String, _ cells: [String], _ words: DemoWords, on day: LocalDay, _ random: inout DemoRandom) {
        let start = day.adding(days: random.from(1...5))
        let end = start.adding(days: random.from(14...40))
        contracts.append(DemoMoment(day: day, minute: 600), [number, day.iso] + cells + [words.one("contract"), start.iso, end.iso])
    }

    /// Something for everybody on the second Saturday of a month; the estate's paper on the first day of a quarter.
    mutating func invite(_ office: (code: String, name: String), _ words: DemoWords, on day: LocalDay, _ random: inout DemoRandom) {
        if day.weekday == 6, (8...14).contains(day.day) {
            hold("activity", office, random.from(30...90), random.pick(words.all("activity.title")) ?? "", words, on: day)
        }
        if day.day == 1, day.month % 3 == 1 { hold("publication", office, random.from(80...120), words.one("publication.title"), words, on: day) }
    }

    private mutating func hold(_ kind: String, _ office: (code: String, name: String), _ count: Int, _ title: String, _ words: DemoWords, on day: LocalDay) {
        serial += 1
        let number = "HD" + day.iso.filter { $0 != "-" } + "-" + DemoPeople.padded(serial, 4)
        activities.append(DemoMoment(day: day, minute: 840), [number, day.iso, office.name, words.one(kind), String(count), title])
    }
}
