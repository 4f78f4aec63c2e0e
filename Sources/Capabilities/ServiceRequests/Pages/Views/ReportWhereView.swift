internal import Kernel

/// Step 2 of a report: where, and whether somebody reported it already.
struct ReportWhereView: Sendable {
  let address: String
  /// Communities and grids.
  let grids: [OptionView]
  /// What is posted for "I do not know": the whole district.
  let unknown: String
  let isUnknown: Bool
  /// The community or grid that the address names, chosen for the person to confirm.
  let guess: String?
  /// Decimal degrees, WGS-84; empty until a point was set.
  let latitude: String
  let longitude: String
  let map: MapView?
  /// Whether the map opens with the pin where it was put.
  let isPlaced: Bool
  /// Of the place as it is shown: the same one is not asked about again.
  let asked: String
  /// Nil when nobody reported anything alike close by.
  let nearby: Nearby?
  /// What the type asks beside the words.
  let questions: [Question]
  let errors: FormErrors?
  let isEditing: Bool

  struct Question: Sendable {
    /// Name of the field.
    let field: String
    let label: String
    let isRequired: Bool
    let options: [OptionView]
    let isChoice: Bool
    /// `radio` or `checkbox`.
    let input: String
    let isDate: Bool
    let isNumber: Bool
    let value: String
    let errors: [String]
  }

  struct Nearby: Sendable {
    let cases: [NearbyCase]
    /// Whether there are words or photos that could go with whoever joins.
    var brings = false
  }

  /// An open public case of the same class close by.
  struct NearbyCase: Sendable {
    let id: String
    let title: String
    /// Such as "昨天 20:14 · 离这里 30 米 · 4 户已附议".
    let meta: String
    let chip: ChipView
    let photo: String?
    let icon: String
  }
}

/// What a page's map needs to know; the lists beside it are its full alternative.
struct MapView: Sendable {
  /// Path of the drawn basemap below the prefix; used while `tiles` is empty.
  let basemap: String
  /// Tile address pattern, or empty.
  let tiles: String
  let attribution: String
  /// `wgs84` or `gcj02`.
  let datum: String
  /// "29.0000,118.0100" in WGS-84.
  var centre: String
  var zoom: Int
  var maxZoom = 19
  /// The border that is shown from the start, "lng,lat lng,lat".
  var ring: String?
}
