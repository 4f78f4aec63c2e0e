import ArgumentParser
import Glibc

/// Where it all begins.
@main
enum Program {
  static func main() async {
    // Databases, their logs and what tools write are for the service's own user alone, whatever the
    // folder they lie in allows.
    umask(0o077)
    await Linli.main()
  }
}

/// 邻里 Linli: one program that runs a district's grassroots service.
struct Linli: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "linli",
    abstract: "邻里 Linli: a district's grassroots service in one program.",
    discussion: """
      A first look, with data in ./data as one SQLite file:
        linli migrate && linli seed && linli serve --demo

      The same in PostgreSQL (create the database with LC_COLLATE 'C.UTF-8'):
        linli migrate --database postgres://linli@127.0.0.1/linli
        linli serve --database postgres://linli@127.0.0.1/linli

      Every night, while it runs:
        linli backup /backups/2026-11-24 && linli audit verify

      Commands end with 0 when all is well, 64 for a mistake in the command itself, 2 when the \
      audit does not fit, 1 for any other failure, said in a sentence on standard error.
      """,
    version: "0.1.0",
    subcommands: [
      Serve.self, Migrate.self, Seed.self, Import.self, Export.self, UserCommand.self,
      APIKeyCommand.self,
      Backup.self, Restore.self, Audit.self, JobsList.self, OutboxCommand.self, RoutesList.self,
      Retention.self, Triage.self, HotSpotsOfFile.self, RepliesOfFile.self,
      SupervisionCommand.self,
    ])
}
