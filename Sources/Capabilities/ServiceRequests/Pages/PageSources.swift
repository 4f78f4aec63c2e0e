internal import Kernel

extension TemplateSource {
  /// Every template of service requests; a test compares this list with the folder.
  static let serviceRequests: [TemplateSource] = [
    TemplateSource("act-assignment", PackageResources.act_assignment_mustache),
    TemplateSource("act-class", PackageResources.act_class_mustache),
    TemplateSource("act-dispatch", PackageResources.act_dispatch_mustache),
    TemplateSource("act-extension", PackageResources.act_extension_mustache),
    TemplateSource("act-file", PackageResources.act_file_mustache),
    TemplateSource("act-merge", PackageResources.act_merge_mustache),
    TemplateSource("act-objection", PackageResources.act_objection_mustache),
    TemplateSource("act-parking", PackageResources.act_parking_mustache),
    TemplateSource("act-refuse", PackageResources.act_refuse_mustache),
    TemplateSource("callback", PackageResources.callback_mustache),
    TemplateSource("callbacks", PackageResources.callbacks_mustache),
    TemplateSource("case", PackageResources.case_mustache),
    TemplateSource("case-answer", PackageResources.case_answer_mustache),
    TemplateSource("case-rating", PackageResources.case_rating_mustache),
    TemplateSource("case-reopening", PackageResources.case_reopening_mustache),
    TemplateSource("case-words", PackageResources.case_words_mustache),
    TemplateSource("count-tabs", PackageResources.count_tabs_mustache),
    TemplateSource("desk", PackageResources.desk_mustache),
    TemplateSource("desk-case", PackageResources.desk_case_mustache),
    TemplateSource("desk-case-body", PackageResources.desk_case_body_mustache),
    TemplateSource("desk-escalation", PackageResources.desk_escalation_mustache),
    TemplateSource("desk-extension", PackageResources.desk_extension_mustache),
    TemplateSource("desk-objection", PackageResources.desk_objection_mustache),
    TemplateSource("desk-result", PackageResources.desk_result_mustache),
    TemplateSource("home", PackageResources.home_mustache),
    TemplateSource("home-elder", PackageResources.home_elder_mustache),
    TemplateSource("home-latest", PackageResources.home_latest_mustache),
    TemplateSource("list-empty", PackageResources.list_empty_mustache),
    TemplateSource("map-box", PackageResources.map_box_mustache),
    TemplateSource("map-legend", PackageResources.map_legend_mustache),
    TemplateSource("my-reports", PackageResources.my_reports_mustache),
    TemplateSource("photo-row", PackageResources.photo_row_mustache),
    TemplateSource("queue", PackageResources.queue_mustache),
    TemplateSource("queue-acts", PackageResources.queue_acts_mustache),
    TemplateSource("queue-foot", PackageResources.queue_foot_mustache),
    TemplateSource("queue-head", PackageResources.queue_head_mustache),
    TemplateSource("queue-row", PackageResources.queue_row_mustache),
    TemplateSource("report-bar", PackageResources.report_bar_mustache),
    TemplateSource("report-check", PackageResources.report_check_mustache),
    TemplateSource("report-nearby", PackageResources.report_nearby_mustache),
    TemplateSource("report-received", PackageResources.report_received_mustache),
    TemplateSource("report-sign-in", PackageResources.report_sign_in_mustache),
    TemplateSource("report-what", PackageResources.report_what_mustache),
    TemplateSource("report-where", PackageResources.report_where_mustache),
    TemplateSource("roof-tiles", PackageResources.roof_tiles_mustache),
    TemplateSource("timeline", PackageResources.timeline_mustache),
  ]
}

extension WordFile {
  static let serviceRequests: [WordFile] = [
    WordFile(
      owner: "ServiceRequests", language: .chinese,
      bytes: PackageResources.ServiceRequests_zh_Hans_json),
    WordFile(
      owner: "ServiceRequests", language: .english,
      bytes: PackageResources.ServiceRequests_en_json),
  ]
}
