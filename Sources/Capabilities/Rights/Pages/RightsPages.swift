internal import Kernel

/// Sources of the pages about rights.
enum RightsPages {
  static let words: [WordFile] = [
    WordFile(owner: "Rights", language: .chinese, bytes: PackageResources.Rights_zh_Hans_json),
    WordFile(owner: "Rights", language: .english, bytes: PackageResources.Rights_en_json),
  ]

  static let templates: [TemplateSource] = [
    TemplateSource("record-copy", PackageResources.record_copy_mustache),
    TemplateSource("rights", PackageResources.rights_mustache),
    TemplateSource("rights-ask", PackageResources.rights_ask_mustache),
    TemplateSource("rights-desk", PackageResources.rights_desk_mustache),
    TemplateSource("rights-desk-request", PackageResources.rights_desk_request_mustache),
    TemplateSource("rights-request", PackageResources.rights_request_mustache),
  ]
}
