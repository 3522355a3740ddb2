import Domain
import Testing

@testable import Interop

@Suite("Written dates and times") struct WrittenMomentTests {
    private let marks = DateMarks(Sample.words)

    @Test("many written forms", arguments: [
        ("2026-11-25", "2026-11-25T00:00:00+08:00"), ("2026/11/5", "2026-11-05T00:00:00+08:00"), ("2026.1.25", "2026-01-25T00:00:00+08:00"),
        ("20261125", "2026-11-25T00:00:00+08:00"), ("2026年11月25日", "2026-11-25T00:00:00+08:00"), ("2026年1月5号", "2026-01-05T00:00:00+08:00"),
        ("２０２６－１１－２５", "2026-11-25T00:00:00+08:00"), ("2026-11-25 14:30", "2026-11-25T14:30:00+08:00"), ("2026/11/25 14:30:05", "2026-11-25T14:30:05+08:00"),
        ("2026-11-25T14:30:05.250", "2026-11-25T14:30:05.250+08:00"), ("2026-11-25T06:30:00Z", "2026-11-25T14:30:00+08:00"),
        ("2026-11-25 14:30:00+0900", "2026-11-25T13:30:00+08:00"), ("20261125143005", "2026-11-25T14:30:05+08:00"), ("202611251430", "2026-11-25T14:30:00+08:00"),
        ("20261125 14:30", "2026-11-25T14:30:00+08:00"), ("2026年11月25日 14时30分", "2026-11-25T14:30:00+08:00"), ("2026年11月25日14时30分05秒", "2026-11-25T14:30:05+08:00"),
        ("2026年11月25日下午2点", "2026-11-25T14:00:00+08:00"), ("2026-11-25 上午12:05", "2026-11-25T00:05:00+08:00"), ("2026/11/25 2:30 PM", "2026-11-25T14:30:00+08:00"),
        ("2026-11-25 8:05", "2026-11-25T08:05:00+08:00"), ("2026-11-25 24:00", "2026-11-26T00:00:00+08:00"), ("2024-02-29", "2024-02-29T00:00:00+08:00"),
        ("46351.604166666664", "2026-11-25T14:30:00+08:00"), ("46351", "2026-11-25T00:00:00+08:00"),
    ]) func forms(text: String, iso: String) throws {
        let moment = try WrittenMoment.read(text, marks).get()
        #expect(CivilZone.shanghai.iso(moment.instant(in: .shanghai)) == iso)
        #expect(moment.isSerial == text.hasPrefix("46351"))
    }

    @Test("what cannot be", arguments: [
        ("2026-02-29", .dateImpossible), ("2026-13-01", .dateImpossible), ("20260230", .dateImpossible), ("2026年4月31日", .dateImpossible), ("2026-11-25 25:00", .dateImpossible),
        ("2026-11-25 10:60", .dateImpossible), ("2026-11-25 24:01", .dateImpossible), ("0000-01-01", .dateImpossible), ("11/25/2026", .dateAmbiguous), ("26-11-25", .dateAmbiguous),
        ("1.2", .dateAmbiguous), ("", .dateUnreadable), ("明天", .dateUnreadable), ("2026-11", .dateUnreadable), ("2026-11-25x", .dateUnreadable), ("2026-11-25 10", .dateUnreadable),
        ("2026-11-25 10:5", .dateUnreadable), ("12345678901234567890", .dateUnreadable), ("2026-111-1", .dateUnreadable), ("99999", .dateUnreadable), ("2026-11-25 10:30 x", .dateUnreadable),
        ("25", .dateUnreadable), ("2026-11-25 10:30+99", .dateUnreadable),
    ] as [(String, WrittenMoment.Fault)]) func faults(text: String, fault: WrittenMoment.Fault) { #expect(WrittenMoment.read(text, marks) == .failure(fault)) }

    @Test("every day of some years, in five forms") func everyDay() {
        for number in LocalDay(iso: "2023-12-01")!.number...LocalDay(iso: "2028-03-01")!.number {
            let day = LocalDay(number: number)
            let forms = [
                day.iso, day.iso.replacing("-", with: "/"), day.iso.replacing("-", with: ""), "\(day.year)年\(day.month)月\(day.day)日", String(Int(number) + 25_569),
            ]
            for form in forms { #expect((try? WrittenMoment.read(form, marks).get().day) == day) }
        }
    }
}

@Suite("Written phone numbers") struct WrittenPhonesTests {
    private func phones(_ text: String) -> [String] { WrittenPhones(text, relation: "self", Sample.words).phones.map(\.number) }

    @Test("one number in many forms", arguments: [
        ("19900000001", "19900000001"), ("199 0000 0001", "19900000001"), ("199-0000-0001", "19900000001"), ("+86 19900000001", "19900000001"), ("8619900000001", "19900000001"),
        ("008619900000001", "19900000001"), ("'19900000001", "19900000001"), ("１９９０００００００１", "19900000001"), ("010-12345678", "01012345678"), ("(0755) 1234567", "07551234567"),
        ("0755-12345678-801", "075512345678-801"), ("020-87654321-1", "02087654321-1"), ("+86-10-12345678", "01012345678"), ("12345678", "12345678"), ("8765-4321", "87654321"), ("400-123-4567", "4001234567"),
        ("95555", "95555"), ("+852 1234 5678", "+85212345678"), ("+1 (212) 555-0100", "+12125550100"), ("电话：19900000001", "19900000001"),
    ]) func forms(text: String, number: String) { #expect(phones(text) == [number]) }

    @Test("several numbers", arguments: ["19900000001、19900000002", "19900000001/19900000002", "19900000001 19900000002", "19900000001；19900000002", "19900000001\n19900000002,19900000001"])
    func several(text: String) { #expect(phones(text) == ["19900000001", "19900000002"]) }

    @Test("what is none", arguments: ["12345", "1990000000", "199000000012", "12000000001", "1.99E+10", "无", "00000000", "+123", "19900000001=1"]) func none(text: String) {
        let written = WrittenPhones(text, relation: "self", Sample.words)
        #expect(written.phones == [])
        #expect(written.unreadable == [text])
    }

    @Test("whose it is, when the cell says so") func relations() {
        let written = WrittenPhones("19900000001（女儿）、19900000002 本人、19900000003邻居", relation: "contact", Sample.words)
        #expect(written.phones.map(\.relation) == ["family", "self", "other"])
    }
}

@Suite("Written values: anything at all") struct AnyWrittenValueTests {
    @Test("whatever is written is read or refused, and what is read is a date that exists and a number that can be called", arguments: 0..<40) func anything(seed: Int) throws {
        var random = DemoRandom(seed: UInt64(seed))
        let pieces = ["2026", "11", "25", "0", "9", "99", "-", "/", ".", ":", " ", "T", "Z", "+", "年", "月", "日", "时", "下午", "1", "199", "0000", "(", ")", "、", "x", "姓", "\u{FFFD}"]
        let marks = DateMarks(Sample.words)
        for _ in 0..<200 {
            let text = (0..<random.below(12)).map { _ in random.pick(pieces)! }.joined()
            if let moment = try? WrittenMoment.read(text, marks).get() {
                #expect(LocalDay(iso: moment.day.iso) == moment.day)
                #expect((0...86_400_000).contains(moment.time ?? 0))
            }
            for phone in WrittenPhones(text, relation: "self", Sample.words).phones {
                #expect((5...19).contains(phone.number.count))
                #expect(phone.number.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") })
            }
        }
    }
}
