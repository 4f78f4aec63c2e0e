import App
import ArgumentParser

struct Seed: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Load the made-up demo city: a street, its units, people and cases in every state.",
    discussion: """
      Everybody in it is invented. A second run changes nothing. Prints who may sign in.

        linli migrate && linli seed && linli serve --demo
      """)

  @OptionGroup var options: DataOptions

  @Option(help: "Instead, file this many invented requests over the last year, to try out size.")
  var requests: Int?

  func validate() throws {
    guard requests.map({ (1...5_000_000).contains($0) }) != false else {
      throw ValidationError("--requests takes a number from 1 to 5,000,000.")
    }
  }

  func run() async throws {
    if let requests { return try await fill(requests) }
    let resources = options.settings.resourcesDirectory
    try await options.withSite { site in
      let bar = ProgressBar("Demo city", total: 120)
      let lines = try await DemoCity.seed(site, resources: resources) { done, _ in bar.show(done) }
      for line in lines { Terminal.say(line) }
    }
  }

  private func fill(_ requests: Int) async throws {
    try await options.withSite { site in
      let bar = ProgressBar("Requests", total: requests)
      try await site.seedVolume(requests) { bar.show($0) }
      Terminal.say("\(requests) invented requests filed.")
    }
  }
}
