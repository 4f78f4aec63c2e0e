import App
import ArgumentParser

struct Seed: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Load the made-up demo city: a street, its units, people and cases in every state.",
    discussion: "Everybody in it is invented. A second run changes nothing.")

  @OptionGroup var options: DataOptions

  func run() async throws {
    let resources = options.settings.resourcesDirectory
    try await options.withSite { site in
      let bar = ProgressBar("Demo city", total: 120)
      let lines = try await DemoCity.seed(site, resources: resources) { done, _ in bar.show(done) }
      for line in lines { Terminal.say(line) }
    }
  }
}
