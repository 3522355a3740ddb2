import ArgumentParser
import Foundation

/// How a command prints data.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, tsv, json
}

/// A table of a command's answer, printed in one of three forms. JSON is an array of objects of strings, so that no program has to guess.
struct Table {
    var headings: [String]
    var rows: [[String]]

    func print(as format: OutputFormat) {
        switch format {
        case .tsv: Console.say(([headings] + rows).map { $0.map(Self.flat).joined(separator: "\t") }.joined(separator: "\n"))
        case .json: Console.say(json)
        case .text: Console.say(text)
        }
    }

    private static func flat(_ cell: String) -> String {
        String(cell.map { $0 == "\t" || $0.isNewline ? " " : $0 })
    }

    private var json: String {
        let objects = rows.map { row in zip(headings, row).map { JSON.quoted($0) + ": " + JSON.quoted($1) }.joined(separator: ", ") }
        return objects.isEmpty ? "[]" : "[\n" + objects.map { "  {" + $0 + "}" }.joined(separator: ",\n") + "\n]"
    }

    /// Columns as wide as their widest cell; a character of Han counts twice.
    private var text: String {
        let all = [headings] + rows
        let widths = headings.indices.map { column in all.map { Self.width($0[column]) }.max() ?? 0 }
        return all.map { row in
            let cells = zip(row, widths).map { cell, width in Self.flat(cell) + String(repeating: " ", count: max(0, width - Self.width(cell))) }
            return cells.joined(separator: "  ").replacing(#/ +$/#, with: "")
        }.joined(separator: "\n")
    }

    private static func width(_ cell: String) -> Int { cell.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) } }
}

enum JSON {
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\u{0}"..."\u{1f}", "\u{2028}", "\u{2029}":
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

enum Console {
    static func say(_ words: String) { FileHandle.standardOutput.write(Data((words + "\n").utf8)) }

    /// Progress and remarks, beside the data.
    static func remark(_ words: String) { FileHandle.standardError.write(Data((words + "\n").utf8)) }
}
