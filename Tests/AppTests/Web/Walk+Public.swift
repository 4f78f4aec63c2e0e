extension Walk {
  /// What everybody may have of public cases, and where its photos are decided on.
  var publicVisits: [Visit] {
    ["geojson", "json", "csv", "atom", "rss"].map { format in
      Visit(
        route: "/public/cases." + format,
        path: "/public/cases.\(format)?show=open&area=150703&limit=200")
    } + [
      Visit(route: "/public", path: "/public"),
      Visit(route: "/around", path: "/around?show=open&service_code=public_facilities"),
      Visit(
        route: "/console/photos/{id}", path: "/console/photos/\(filed.service_request_id)",
        who: "dispatcher"),
    ]
  }
}
