import App
import ArgumentParser
import Kernel

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve all sites over HTTP.",
    discussion: """
      Plain HTTP for loopback or behind a TLS reverse proxy (docs/deployment.md). Off loopback,
      cookies are marked Secure, so browsers only sign in through the proxy.
      """)

  @OptionGroup var options: DataOptions

  @Option(help: "Address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "Port to listen on; 0 takes a free one.")
  var port = 8080

  @Flag(help: "Demo: show one-time codes on the page and mark every page as made up.")
  var demo = false

  func run() async throws {
    var settings = options.settings
    settings.host = host
    settings.port = port
    settings.web.isDemo = settings.web.isDemo || demo
    settings.web.secureCookies = !["127.0.0.1", "::1", "localhost"].contains(host)
    let sites = try SitesFile.load(from: settings.dataDirectory)
    try await Server.run(sites: sites, settings: settings) { address in
      Terminal.say("邻里 Linli is serving at \(address)")
    }
  }
}

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the database's schema up to this program.")

  @OptionGroup var options: DataOptions

  func run() async throws {
    let site = try await options.openSite()
    let done: [String]
    do { done = try await site.migrate() } catch {
      await site.close()
      throw error
    }
    await site.close()
    Terminal.say(done.isEmpty ? "Nothing to do." : "Applied \(done.count) steps.")
    for step in done { Terminal.say("  " + step) }
  }
}

struct RoutesList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes", abstract: "Print every route: method, path, who may open it.")

  @OptionGroup var options: DataOptions

  func run() async throws {
    let site = try await options.openSite()
    let lines = try site.routeLines()
    await site.close()
    for line in lines { Terminal.say(line) }
  }
}
