/// What of the city's cases everybody may have, in which forms, and what each field means.
struct OpenDataView: Sendable {
  let files: [File]
  let filters: [Field]
  let fields: [Field]
  let licence: String

  struct File: Sendable {
    let path: String
    let label: String
  }

  struct Field: Sendable {
    let name: String
    let meaning: String
  }
}
