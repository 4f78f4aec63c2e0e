import Contracts
public import Kernel

/// Organisations, areas, grids and the business calendar of the site.
public struct DirectoryCapability: Capability {
  public static let name = "directory"
  public let directory: PlanDirectory

  public init(_ platform: Platform) {
    directory = PlanDirectory(database: platform.database)
  }

  public var migrations: [Migration] { DirectoryMigrations.all }

  public var words: [WordFile] {
    [
      WordFile(
        owner: "Directory", language: .chinese, bytes: PackageResources.Directory_zh_Hans_json),
      WordFile(owner: "Directory", language: .english, bytes: PackageResources.Directory_en_json),
    ]
  }
}
