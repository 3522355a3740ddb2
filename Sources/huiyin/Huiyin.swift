import ArgumentParser
import Hummingbird

@main
struct Huiyin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "huiyin")
}
