import App
import ArgumentParser
import Foundation
import Kernel

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve all sites over HTTP, or the one named by --site.",
    discussion: """
      Plain HTTP for loopback or behind a TLS reverse proxy (docs/deployment.md). Off loopback, \
      cookies are marked Secure, so browsers only sign in through the proxy.

        linli serve --demo
        linli serve --data /srv/linli --port 8080
        LINLI_HOSTS=linli.example.org LINLI_TRUSTED_PROXIES=10.0.0.2 linli serve --host 0.0.0.0
      """)

  @OptionGroup var options: DataOptions

  @Option(help: "Address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "Port to listen on; 0 takes a free one.")
  var port = 8080

  @Flag(help: "Demo: show one-time codes on the page and mark every page as made up.")
  var demo = false

  @Option(help: "Demo: hours that the clock is ahead, to see what falls due or freezes by then.")
  var demoAhead = 0

  func validate() throws {
    guard demoAhead == 0 || demo && (0...8784).contains(demoAhead) else {
      throw ValidationError("--demo-ahead is 0 to 8784 hours, and goes with --demo.")
    }
    guard (0...65535).contains(port) else { throw ValidationError("--port is 0 to 65535.") }
    guard options.serverSettings.isMapUsable else {
      throw ValidationError(
        """
        LINLI_TILE_URL is https://HOST/… with {z}, {x} and {y} in it, LINLI_TILE_DATUM wgs84 or \
        gcj02.
        """)
    }
  }

  func run() async throws {
    var settings = options.serverSettings
    settings.host = host
    settings.port = port
    settings.web.isDemo = settings.web.isDemo || demo
    settings.demoAhead = Int64(demoAhead) * 3_600_000
    settings.web.secureCookies =
      !["127.0.0.1", "::1", "localhost"].contains(host) || !settings.web.trustedProxies.isEmpty
    do {
      try settings.readTriage()
      let sites =
        try options.site == nil
        ? SitesFile.load(from: settings.dataDirectory) : [options.chosenSite()]
      try await Server.run(sites: sites, settings: settings) { address in
        Terminal.say("邻里 Linli is serving at \(address)")
      }
    } catch {
      throw Complaint.about(error, settings, nil)
    }
  }
}

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring the database's schema up to this program; the first time, make it.",
    discussion: """
      Each step runs once, in a transaction of its own. A first run makes DATA/keys.json, which \
      opens what is sealed in the data: keep a copy where the backups are not.

        linli migrate
        linli migrate --data /srv/linli --database postgres://linli@127.0.0.1/linli
      """)

  @OptionGroup var options: DataOptions

  func run() async throws {
    try await options.saying {
      let site = try await OpenSite.open(
        options.chosenSite(), settings: options.settings, making: true)
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
}

struct RoutesList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes", abstract: "Print every route: method, path, who may open it.",
    discussion: """
      Looks at no data, so it needs none.

        linli routes | grep everyone
      """)

  @OptionGroup var options: DataOptions

  func run() async throws {
    // What a site can do does not depend on its data: an empty one tells it.
    let folder = NSTemporaryDirectory() + "linli-routes-" + World.live.newID()
    let settings = AppSettings(dataDirectory: folder, databaseURL: nil, environment: [:])
    do {
      let site = try await OpenSite.open(SitesFile.standard, settings: settings, making: true)
      let lines = try site.routeLines()
      await site.close()
      try FileManager.default.removeItem(atPath: folder)
      for line in lines { Terminal.say(line) }
    } catch {
      throw Complaint.about(error, settings, nil)
    }
  }
}
