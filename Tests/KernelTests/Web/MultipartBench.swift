import Foundation
import KernelTesting

@testable import Kernel

/// A posted form as a browser writes it, and its way through the reader.
struct MultipartBench {
  struct Part {
    var name: String
    var fileName: String?
    var bytes: [UInt8]

    init(_ name: String, _ text: String) { self.init(name, file: nil, Array(text.utf8)) }

    init(_ name: String, file: String?, _ bytes: [UInt8]) {
      self.name = name
      fileName = file
      self.bytes = bytes
    }
  }

  let folder: String
  var limits = MultipartReader.Limits()

  static let boundary = "----LinliBoundary7MA4YWxk"
  static let contentType = "multipart/form-data; boundary=\(boundary)"

  init() throws { folder = try TemporaryFile.makeFolder() }

  func clear() { try? FileManager.default.removeItem(atPath: folder) }

  static func body(_ parts: [Part], closed: Bool = true) -> [UInt8] {
    var body: [UInt8] = []
    for part in parts {
      let file = part.fileName.map { "; filename=\"\($0)\"\r\nContent-Type: image/jpeg" } ?? ""
      body += Array("--\(boundary)\r\n".utf8)
      body += Array("Content-Disposition: form-data; name=\"\(part.name)\"\(file)\r\n\r\n".utf8)
      body += part.bytes + [13, 10]
    }
    return body + Array((closed ? "--\(boundary)--\r\n" : "").utf8)
  }

  /// Reads the body in pieces of these sizes, over and over.
  func read(
    _ body: [UInt8], in sizes: [Int] = [64 * 1024], type: String = contentType
  ) throws -> Form {
    guard var reader = MultipartReader(contentType: type, folder: folder, limits: limits) else {
      throw Problem(.unsupportedType)
    }
    do {
      var start = 0
      var turn = 0
      while start < body.count {
        let end = min(body.count, start + sizes[turn % sizes.count])
        try reader.add(body[start..<end])
        start = end
        turn += 1
      }
      return try reader.finish()
    } catch {
      reader.abandon()
      throw error
    }
  }
}
