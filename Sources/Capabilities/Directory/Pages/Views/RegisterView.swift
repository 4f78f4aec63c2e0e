internal import Kernel

/// One register as a list: counts as filters, search, a line each.
struct RegisterView: Sendable {
  let register: String
  let heading: String
  let registers: [Link]
  let counts: [Count]
  let search: String
  let searchLabel: String
  /// Kept while searching among ended ones.
  let showsEnded: Bool
  let newLabel: String
  let formats: [Link]
  let rows: [Row]
  let empty: Empty?
  let cut: String?

  struct Link: Sendable {
    let path: String
    let label: String
    let current: Bool
  }

  struct Count: Sendable {
    let path: String
    let number: String
    let label: String
    let current: Bool
  }

  struct Row: Sendable {
    let path: String
    let code: String
    let name: String
    let note: String?
    let side: String?
    /// When it ends or ended.
    let ends: String?
  }

  struct Empty: Sendable {
    let text: String
    let isFiltered: Bool
  }
}

/// One line of a register: its form, its history, its end.
struct EntryView: Sendable {
  let register: String
  let heading: String
  let back: String
  /// Where the form goes, below the prefix.
  let action: String
  let code: String?
  let version: String
  let note: String?
  let fields: [FieldView]
  let map: BorderMap?
  let overlaps: Overlaps?
  let submit: String
  let end: End?
  let revival: Revival?
  let people: [Person]
  let hasPeople: Bool
  let history: [Past]
  let hasHistory: Bool
  let errors: FormErrors?

  struct Overlaps: Sendable {
    let title: String
    let list: [String]
    let confirm: String
  }

  struct End: Sendable {
    let action: String
    let title: String
    let hint: String
    let day: String
    let today: String
    let error: String?
    /// People who answer for it still.
    let warning: String?
  }

  struct Revival: Sendable {
    let action: String
    let text: String
  }

  struct Person: Sendable {
    let name: String
    let post: String
  }

  struct Past: Sendable {
    let icon: String
    let look: String
    let title: String
    let time: String
    let at: String
    let who: String
    let changes: [String]
  }
}

/// One field of a form.
struct FieldView: Sendable {
  let key: String
  let label: String
  let isOptional: Bool
  let hint: String?
  let error: String?
  /// What somebody else made of it meanwhile.
  let meanwhile: String?
  let value: String
  let line: Line?
  let long: Long?
  let choice: Choice?

  struct Line: Sendable {
    let most: Int
    /// Codes that may stand there, with what they are called; any may be typed.
    let known: Known?
  }

  struct Known: Sendable { let options: [Option] }
  struct Long: Sendable { let rows: Int }
  struct Choice: Sendable { let options: [Option] }

  struct Option: Sendable {
    let value: String
    let label: String
    let chosen: Bool
  }
}

/// What the map needs on which a border is drawn.
struct BorderMap: Sendable {
  let basemap: String
  /// Address of a tile; empty shows the drawn basemap.
  let tiles: String
  let attribution: String
  /// What the tiles are drawn in; the border's own points are WGS-84 whatever this is.
  let datum: String
  let centre: String
  let zoom: Int
  let maxZoom: Int
  let neighbours: [Neighbour]

  struct Neighbour: Sendable {
    let name: String
    let border: String
  }
}
