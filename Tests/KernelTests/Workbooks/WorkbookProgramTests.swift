import Testing

@testable import Kernel

struct WorkbookProgramTests {
  let program = WorkbookProgram()

  private func fault(_ bytes: [UInt8]) async -> WorkbookProgram.Fault? {
    do throws(WorkbookProgram.Fault) {
      _ = try await program.rows(of: bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func `rows come back as they went in`() async throws {
    let rows = [
      ["代码", "名称", "备注"], ["990101001002011", "=1+1", "两行\n字，\"引号\""], ["", "", "𠮷 & <b>"],
      ["+86 0470", "-1", "@x"],
    ]

    #expect(try await program.rows(of: try await program.workbook(of: rows)) == rows)
  }

  @Test func `numbers, formulas and texts of other programs`() async throws {
    let sheet = """
      <worksheet><sheetData><row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2"><v>9.90101001002011E14</v></c>
      <c r="D2"><f>1+1</f><v>2</v></c><c r="E2" t="e"><v>#REF!</v></c></row>
      <row><c t="inlineStr"><is><r><t>一</t></r><r><t>二</t></r></is></c><c t="b"><v>1</v></c></row>
      </sheetData></worksheet>
      """
    let strings =
      "<sst><si><t>零</t></si><si><t>供电</t><rPh><t>gong</t></rPh><r><t>所</t></r></si></sst>"

    let rows = try await program.rows(of: ZipFile.workbook(sheet: sheet, strings: strings))

    #expect(
      rows == [[""], ["供电所", "", "990101001002011", "\u{5}2", "\u{5}#REF!"], ["一二", "1"]])
  }

  @Test func `what is no workbook`() async {
    #expect(await fault([]) == .notAWorkbook)
    #expect(await fault(Array("代码,名称".utf8)) == .notAWorkbook)
    var zip = ZipFile()
    zip.add("word/document.xml", "<a/>")
    #expect(await fault(zip.finished) == .notAWorkbook)
    #expect(await fault(ZipFile.frame().finished) == .broken)
  }

  @Test func `a cut-off workbook is broken`() async throws {
    let whole = try await program.workbook(of: [["a"], ["b"]])

    for part in [whole.count / 4, whole.count / 2, whole.count - 10] {
      let found = await fault(Array(whole.prefix(part)))
      #expect(found == .notAWorkbook || found == .broken)
    }
  }

  @Test func `entities are not expanded`() async {
    let sheet = """
      <!DOCTYPE a [<!ENTITY b "\(String(repeating: "x", count: 1000))">
      <!ENTITY c SYSTEM "file:///etc/passwd">]>
      <worksheet><sheetData><row><c t="str"><v>&b;&c;</v></c></row></sheetData></worksheet>
      """

    #expect(await fault(ZipFile.workbook(sheet: sheet)) == .broken)
  }

  @Test func `what unpacks to more than there is room for is refused`() async {
    var zip = ZipFile.frame()
    let bomb = ZipFile.blanks(times: 300_000)
    #expect(bomb.size > 64 << 20 && bomb.packed.count < 1 << 20)
    zip.add("xl/worksheets/sheet1.xml", bomb.packed, packed: bomb.size)

    #expect(await fault(zip.finished) == .tooLarge)
  }

  @Test(arguments: [
    "<c r='ZZZ1' t='str'><v>x</v></c>", "<c r='' t='str'><v>x</v></c>",
  ])
  func `a cell far out is refused`(cell: String) async {
    let sheet = "<worksheet><sheetData><row r='1'>\(cell)</row></sheetData></worksheet>"

    #expect(await fault(ZipFile.workbook(sheet: sheet)) == .tooLarge)
  }

  @Test(arguments: [("20002", WorkbookProgram.Fault.tooManyRows), ("0", .broken), ("-5", .broken)])
  func `a row that cannot be is refused`(row: String, wanted: WorkbookProgram.Fault) async {
    let sheet = "<worksheet><sheetData><row r='\(row)'/></sheetData></worksheet>"

    #expect(await fault(ZipFile.workbook(sheet: sheet)) == wanted)
  }

  @Test func `a string that is not there is refused`() async {
    for index in ["7", "-1", "x"] {
      let sheet =
        "<worksheet><sheetData><row><c t='s'><v>\(index)</v></c></row></sheetData></worksheet>"
      #expect(await fault(ZipFile.workbook(sheet: sheet)) == .broken)
    }
  }

  @Test func `a missing program is told apart from a bad file`() async {
    do throws(WorkbookProgram.Fault) {
      _ = try await WorkbookProgram(program: "/nonexistent").rows(of: [])
      Issue.record("it ran")
    } catch {
      #expect(error == .unavailable(code: 2))
    }
  }
}

struct GB18030Tests {
  @Test(arguments: ["", "供电所", "Abc 123", "𠮷野家 €", "ᠮᠣᠩᠭᠣᠯ"])
  func `texts come back`(text: String) throws {
    let bytes = try #require(GB18030.bytes(of: text))

    #expect(GB18030.text(of: bytes) == text)
  }

  @Test func `it is the encoding that office programs write`() {
    #expect(GB18030.text(of: [0xB9, 0xA9, 0xB5, 0xE7]) == "供电")
    #expect(GB18030.bytes(of: "供电") == [0xB9, 0xA9, 0xB5, 0xE7])
  }

  @Test(arguments: [[0xFF], [0x81], [0xB9, 0x20], [0x81, 0x30, 0x81]] as [[UInt8]])
  func `what is none is nothing`(bytes: [UInt8]) {
    #expect(GB18030.text(of: bytes) == nil)
  }
}
