import Casework
import Kernel

extension CaseScreen {
  /// The same for a resident: how far it is, since when, and how many have joined it.
  func nearby(_ found: [ServiceRequestActions.Alike]) -> [ReportWhereView.NearbyCase] {
    found.map { other in
      let item = other.item
      let meta = [
        Say.when(item.submittedAt, now: now, in: language),
        other.metres.map { say.away($0) } ?? place(item.place),
        item.supporters > 0 ? say.supporters(item.supporters) : "",
      ]
      return ReportWhereView.NearbyCase(
        id: item.id.rawValue,
        title: title(item.title, item.excerpt, service: item.service, item: item.item),
        meta: meta.filter { !$0.isEmpty }.joined(separator: " · "),
        chip: chip(item.state, forResident: true), photo: nil,
        icon: catalogue.service(item.service)?.icon ?? "dots")
    }
  }

  /// What was reported close by, as it stands beside a report: the first three, without people.
  ///
  /// Staff read its number out, so theirs has one.
  func nearby(_ found: [CaseListItem], forResident: Bool) -> [ReportWhereView.NearbyCase] {
    found.prefix(3).map { item in
      var meta = [Say.when(item.submittedAt, now: now, in: language), place(item.place)]
      if !forResident { meta.append(shortNo(item.no)) }
      return ReportWhereView.NearbyCase(
        id: item.id.rawValue,
        title: title(item.title, item.excerpt, service: item.service, item: item.item),
        meta: meta.filter { !$0.isEmpty }.joined(separator: " · "),
        chip: chip(item.state, forResident: forResident),
        photo: nil, icon: catalogue.service(item.service)?.icon ?? "dots")
    }
  }
}
