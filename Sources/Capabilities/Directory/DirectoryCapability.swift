import Contracts
public import Kernel

/// Organisations, areas and grids of the site.
public struct DirectoryCapability: Capability {
  public static let name = "directory"
  public let directory: PlanDirectory

  public init(_ platform: Platform) {
    directory = PlanDirectory(database: platform.database)
  }

  public var migrations: [Migration] {
    [
      Migration(
        "001_directory",
        """
        CREATE TABLE units (
          code TEXT PRIMARY KEY,
          name TEXT NOT NULL,
          phone TEXT NOT NULL,
          duties TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE areas (
          code TEXT PRIMARY KEY,
          name TEXT NOT NULL,
          latitude DOUBLE PRECISION,
          longitude DOUBLE PRECISION
        )
        """)
    ]
  }
}
