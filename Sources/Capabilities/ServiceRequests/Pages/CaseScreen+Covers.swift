import Casework
import Kernel

extension CaseScreen {
  /// The photos of a case with their copies, and how it was decided about each.
  func coverView(
    _ album: CoverActions.Album, _ posted: PostedAct?, errors: FormErrors?
  ) -> CoverView {
    let item = album.item
    let copies = Dictionary(album.covers.map { ($0.file, $0) }) { first, _ in first }
    let typed = Typed(posted, in: "cover")
    let numbers = Dictionary(
      album.photos.enumerated().map { ($1.file, say.photoLabel($0 + 1)) }
    ) { first, _ in first }
    return CoverView(
      id: item.id.rawValue,
      title: title(item.title, item.body, service: item.service, item: item.item),
      shortNo: shortNo(item.no), isShared: item.isShared,
      photos: album.photos.enumerated().map { index, photo in
        let cover = copies[photo.file]
        let isTyped = typed.isOpen && typed.said["file"] == photo.file.rawValue
        return CoverView.Photo(
          file: photo.file.rawValue, number: String(index + 1), full: "/files/\(photo.file)",
          alt: say.photoAlt(index + 1), copy: cover.map { "/files/" + $0.covered },
          covered: cover?.covered,
          isPublic: cover?.isPublic ?? false,
          rows: (isTyped ? rows(posted?.form) : rows(cover?.boxes ?? [])).map { row in
            var row = row
            row.key = "\(index + 1)-\(row.number)"
            return row
          })
      },
      history: album.decisions.map { decision in
        CoverView.Line(
          when: Say.when(decision.at, now: now, in: language),
          who: decision.post ?? text("cover.staff"), deed: deed(decision.deed),
          photo: numbers[decision.file] ?? "", reason: decision.reason)
      }, errors: errors)
  }

  private func deed(_ deed: PhotoDecision.Deed) -> String {
    switch deed {
    case .cover: text("cover.deed.cover")
    case .publish: text("cover.deed.publish")
    case .unpublish: text("cover.deed.unpublish")
    }
  }

  private func rows(_ boxes: [PhotoCleaner.Box]) -> [CoverView.Row] {
    let filled = boxes.enumerated().map { index, box in
      CoverView.Row(
        number: String(index + 1), left: hundredths(box.left), top: hundredths(box.top),
        width: hundredths(box.width), height: hundredths(box.height))
    }
    return filled + spare(after: filled.count)
  }

  /// As it was typed, right or wrong.
  private func rows(_ form: Form?) -> [CoverView.Row] {
    let columns = ["left", "top", "width", "height"].map { form?.all($0) ?? [] }
    let count = min(columns.map(\.count).max() ?? 0, PhotoCleaner.mostBoxes)
    let cell = { (column: Int, row: Int) in
      columns[column].indices.contains(row) ? String(columns[column][row].prefix(10)) : ""
    }
    return (0..<count).map { row in
      CoverView.Row(
        number: String(row + 1), left: cell(0, row), top: cell(1, row), width: cell(2, row),
        height: cell(3, row))
    }
  }

  private func spare(after count: Int) -> [CoverView.Row] {
    (0..<CoverRoutes.spareRows).map { CoverView.Row(number: String(count + $0 + 1)) }
  }

  private func hundredths(_ thousandths: Int) -> String {
    thousandths % 10 == 0 ? "\(thousandths / 10)" : "\(thousandths / 10).\(thousandths % 10)"
  }
}
