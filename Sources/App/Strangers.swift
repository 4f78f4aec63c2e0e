import Kernel

/// Nobody is known: what a city without an identity capability says.
struct Strangers: ViewerSource {
  func viewer(of person: Identifier<Person>, in db: some Reading) throws -> Viewer { .visitor }
  func viewer(bearer token: String, at now: Timestamp, in db: some Reading) throws -> Viewer? {
    nil
  }
}
