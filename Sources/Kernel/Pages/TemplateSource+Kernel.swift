extension TemplateSource {
  /// The frames and the pieces every owner may use.
  public static let kernel: [TemplateSource] = [
    TemplateSource("layout-resident", PackageResources.layout_resident_mustache),
    TemplateSource("layout-console", PackageResources.layout_console_mustache),
    TemplateSource("layout-plain", PackageResources.layout_plain_mustache),
    TemplateSource("layout-print", PackageResources.layout_print_mustache),
    TemplateSource("layout-wall", PackageResources.layout_wall_mustache),
    TemplateSource("document-head", PackageResources.document_head_mustache),
    TemplateSource("call-foot", PackageResources.call_foot_mustache),
    TemplateSource("preferences-foot", PackageResources.preferences_foot_mustache),
    TemplateSource("preferences", PackageResources.preferences_mustache),
    TemplateSource("read-aloud", PackageResources.read_aloud_mustache),
    TemplateSource("flash", PackageResources.flash_mustache),
    TemplateSource("keys", PackageResources.keys_mustache),
    TemplateSource("errsum", PackageResources.errsum_mustache),
    TemplateSource("chip", PackageResources.chip_mustache),
    TemplateSource("sla", PackageResources.sla_mustache),
    TemplateSource("problem", PackageResources.problem_mustache),
    TemplateSource("problem-kind", PackageResources.problem_kind_mustache),
    TemplateSource("developers", PackageResources.developers_mustache),
    TemplateSource("offline", PackageResources.offline_mustache),
  ]
}
