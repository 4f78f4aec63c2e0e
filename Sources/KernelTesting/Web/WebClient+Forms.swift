import HTTPTypes
import Kernel

/// One file of a form.
public struct FormFile: Sendable {
  public let field: String
  public let name: String
  public let type: String
  public let bytes: [UInt8]

  public init(_ field: String, name: String, type: String = "image/jpeg", bytes: [UInt8]) {
    self.field = field
    self.name = name
    self.type = type
    self.bytes = bytes
  }
}

extension WebClient {
  /// Sends a form of a page, in the encoding that the page asks for.
  ///
  /// `pressing`: the button, as name and value.
  public func submit(
    _ form: WebForm, _ answers: [String: String] = [:], files: [FormFile] = [],
    pressing: (name: String, value: String)? = nil, headers: [String: String] = [:]
  ) async throws -> WebAnswer {
    var form = form.with(answers)
    if let pressing { form[pressing.name] = pressing.value }
    let fields = form.fields.map { ($0.name, $0.value) }
    if form.isMultipart {
      return try await post(form.action, multipart: fields, files: files, headers: headers)
    }
    return try await post(form.action, form: fields, headers: headers)
  }

  public func post(
    _ path: String, form fields: [(String, String)], headers: [String: String] = [:]
  ) async throws -> WebAnswer {
    let body = fields.map { URLEncoded.encode($0) + "=" + URLEncoded.encode($1) }
      .joined(separator: "&")
    let type = ["Content-Type": "application/x-www-form-urlencoded"]
    return try await send(
      .post, path, headers: type.merging(headers, uniquingKeysWith: { $1 }), body: Array(body.utf8))
  }

  public func post(
    _ path: String, multipart fields: [(String, String)], files: [FormFile] = [],
    headers: [String: String] = [:]
  ) async throws -> WebAnswer {
    let type = ["Content-Type": "multipart/form-data; boundary=" + MultipartBody.boundary]
    return try await send(
      .post, path, headers: type.merging(headers, uniquingKeysWith: { $1 }),
      body: MultipartBody.bytes(fields, files))
  }

  public func post(
    _ path: String, json: String, headers: [String: String] = [:]
  ) async throws -> WebAnswer {
    try await send(
      .post, path,
      headers: ["Content-Type": "application/json"].merging(headers, uniquingKeysWith: { $1 }),
      body: Array(json.utf8))
  }
}

/// `multipart/form-data` as browsers write it.
public enum MultipartBody {
  public static let boundary = "----LinliTestBoundary7MA4YWxk"

  public static func bytes(_ fields: [(String, String)], _ files: [FormFile]) -> [UInt8] {
    var body: [UInt8] = []
    for (name, value) in fields {
      body += Array(
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
      )
    }
    for file in files {
      let head =
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; "
        + "filename=\"\(file.name)\"\r\nContent-Type: \(file.type)\r\n\r\n"
      body += Array(head.utf8) + file.bytes + [13, 10]
    }
    return body + Array("--\(boundary)--\r\n".utf8)
  }
}
