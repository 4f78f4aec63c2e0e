public import Contracts
public import Kernel

/// Organisations, areas, grids and the business calendar of the site.
public struct DirectoryCapability: Capability {
  public static let name = "directory"
  public let directory: PlanDirectory
  private let lookUp: LookUp

  public init(_ platform: Platform, people: any PeopleDirectory) {
    directory = PlanDirectory(database: platform.database)
    lookUp = LookUp(database: platform.database, directory: directory, people: people)
  }

  public var migrations: [Migration] { DirectoryMigrations.all }

  public var words: [WordFile] {
    [
      WordFile(
        owner: "Directory", language: .chinese, bytes: PackageResources.Directory_zh_Hans_json),
      WordFile(owner: "Directory", language: .english, bytes: PackageResources.Directory_en_json),
    ]
  }

  public var templates: [TemplateSource] { DirectoryPages.templates }

  public func routes(_ routes: Routes) { GridRoutes(lookUp: lookUp).register(on: routes) }
}
