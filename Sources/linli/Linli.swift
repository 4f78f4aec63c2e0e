import ArgumentParser

/// 邻里 Linli: one program that runs a district's grassroots service.
@main
struct Linli: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "linli", abstract: "邻里 Linli: a district's grassroots service in one program.",
    version: "0.1.0")
}
