import App
import ArgumentParser
import Kernel

struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy data and files to a folder, and the keys beside it, while the site runs.",
    discussion: """
      Without the keys nobody can read what is sealed in the folder, and with them everybody can: \
      keep the two in different places, and try a restore now and then. PostgreSQL needs \
      postgresql-client, no older than the server.

        linli backup /backups/2026-11-24
        linli backup /backups/2026-11-24 --keys /safe/linli.keys.json
      """)

  @OptionGroup var options: DataOptions

  @Argument(help: "A folder that does not exist yet.")
  var to: String

  @Option(help: "Where the keys go. Default: TO.keys.json")
  var keys: String?

  func run() async throws {
    let keys = keys ?? SiteBackup.keysPath(of: to)
    try await options.withSite { site in
      let bar = ProgressBar("Files", total: 100)
      let summary = try await SiteBackup.write(site, to: to, keys: keys) { done, total in
        bar.show(done * 100 / max(1, total))
      }
      Terminal.say("Backed up the database and \(summary.files) files to \(to).")
      Terminal.say("Their keys are in \(keys): keep them apart from it.")
    }
  }
}

struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put a backup into an empty data folder or PostgreSQL schema, and prove it.",
    discussion: """
      Checks seal, keys and every hash before it changes anything, overwrites nothing, and walks \
      the audit's chains afterwards. Copy sites.json yourself before you restore another site \
      than the default one. A backup goes back to the engine it was made of; one of PostgreSQL \
      needs an empty database that --database names.

        linli restore /backups/2026-11-24 --data /srv/linli
        linli restore /backups/2026-11-24 --data /srv/linli \\
          --database postgres://linli@127.0.0.1/linli --keys /safe/linli.keys.json
      """)

  @OptionGroup var options: DataOptions

  @Argument(help: "The folder that `linli backup` wrote.")
  var from: String

  @Option(
    help: "The backup's keys. Default: the backup's name with .keys.json, else keys.json of --data")
  var keys: String?

  func run() async throws {
    try await options.saying {
      let bar = ProgressBar("Files", total: 100)
      let walk = ProgressBar("Audit", total: 100)
      let summary = try await SiteBackup.restore(
        from: from, keys: keys, site: options.chosenSite(), settings: options.settings,
        progress: { done, total in bar.show(done * 100 / max(1, total)) },
        proving: { done, total in walk.show(done * 100 / max(1, total)) })
      Terminal.say(
        "Restored the state of \(summary.madeAt): the database and \(summary.files) files.")
      Terminal.say("All \(summary.auditEntries) entries of the audit fit.")
      if summary.pendingSteps > 0 {
        Terminal.say("The schema is older than this program. Next: linli migrate")
      }
    }
  }
}
