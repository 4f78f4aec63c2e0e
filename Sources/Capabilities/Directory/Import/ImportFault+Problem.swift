import Kernel

extension SheetReader.Fault {
  /// For the form that brought the file.
  var problem: Problem {
    switch self {
    case .tooLarge:
      Problem(
        field: "file", "directory.file.large",
        values: ["mb": String(SheetReader.mostBytes >> 20), "n": String(ImportTable.mostLines)])
    case .noWorkbook: Problem(field: "file", "directory.file.workbook")
    case .broken: Problem(field: "file", "directory.file.broken")
    case .noText: Problem(field: "file", "directory.file.text")
    case .csv(let line): Problem(field: "file", "directory.file.csv", values: ["n": String(line)])
    case .busy: Problem(field: "file", "directory.file.busy")
    }
  }
}

extension ImportTable.Fault {
  /// `field`: what a column is called.
  func problem(_ field: (String) -> String) -> Problem {
    switch self {
    case .empty: Problem(field: "file", "directory.file.empty")
    case .noHead: Problem(field: "file", "directory.file.head")
    case .unknownColumn(let name):
      Problem(field: "file", "directory.file.column", values: ["name": String(name.prefix(40))])
    case .columnTwice(let name):
      Problem(field: "file", "directory.file.twice", values: ["name": String(name.prefix(40))])
    case .missingColumn(let key):
      Problem(field: "file", "directory.file.missing", values: ["name": field(key)])
    case .tooManyLines: SheetReader.Fault.tooLarge.problem
    case .tooLong(let line):
      Problem(field: "file", "directory.file.long", values: ["n": String(line)])
    }
  }
}
