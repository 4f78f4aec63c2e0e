public import Contracts
public import Kernel

/// Organisations, areas, grids and the business calendar of the site.
public struct DirectoryCapability: Capability {
  public static let name = "directory"
  public let directory: PlanDirectory
  private let lookUp: LookUp
  let registers: RegisterActions
  let program = WorkbookProgram()

  /// - Parameters:
  ///   - platform: the site.
  ///   - plan: the answers that others are given as well.
  ///   - people: who is on duty.
  ///   - topics: what the dispatch catalogue may be about.
  public init(
    _ platform: Platform, _ plan: PlanDirectory, people: any PeopleDirectory,
    topics: [CityPlan.Topic]
  ) {
    directory = plan
    lookUp = LookUp(database: platform.database, directory: directory, people: people)
    registers = RegisterActions(
      database: platform.database, directory: directory, people: people,
      region: platform.site.region, topics: topics)
  }

  public var migrations: [Migration] { DirectoryMigrations.all }
  public var permissions: [Permission] { [.administerDirectory] }
  public var tabs: [(tab: Tab, access: Access)] { [(.directory, RegisterRoutes.access)] }

  public var words: [WordFile] {
    [
      WordFile(
        owner: "Directory", language: .chinese, bytes: PackageResources.Directory_zh_Hans_json),
      WordFile(owner: "Directory", language: .english, bytes: PackageResources.Directory_en_json),
    ]
  }

  public var templates: [TemplateSource] { DirectoryPages.templates }

  /// What the command line does with files.
  ///
  /// - Throws: `PageSourceError` for words that contradict each other.
  public func files() throws -> RegisterFiles {
    RegisterFiles(actions: registers, program: program, words: try Words(words))
  }

  public func routes(_ routes: Routes) {
    GridRoutes(lookUp: lookUp).register(on: routes)
    RegisterRoutes(actions: registers, program: program).register(on: routes)
  }

  public func jobs(_ jobs: Jobs) {
    jobs.every(.seconds(86_400), "directory.sweep_imports") { database in
      try await database.write { try ImportStore.sweep(in: $0) }
    }
  }
}
