package io.cuepoint.api.problem;

import org.springframework.http.HttpStatus;

/** Every code that an error answer can bear, with its status and its title. Codes never change. */
public enum ProblemCode {
  REQUEST_MALFORMED("request.malformed", HttpStatus.BAD_REQUEST, "Malformed request"),
  REQUEST_CROSS_SITE("request.cross-site", HttpStatus.FORBIDDEN, "Refused from another site"),
  REQUEST_UNKNOWN_PATH("request.unknown-path", HttpStatus.NOT_FOUND, "No such path"),
  REQUEST_METHOD_NOT_ALLOWED(
      "request.method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),
  REQUEST_NOT_ACCEPTABLE("request.not-acceptable", HttpStatus.NOT_ACCEPTABLE, "Not acceptable"),
  REQUEST_TOO_LARGE("request.too-large", HttpStatus.CONTENT_TOO_LARGE, "Body too large"),
  REQUEST_UNSUPPORTED_MEDIA_TYPE(
      "request.unsupported-media-type",
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "Unsupported media type"),
  REQUEST_REFUSED("request.refused", HttpStatus.BAD_REQUEST, "Request refused"),

  QUERY_UNKNOWN_PARAMETER(
      "query.unknown-parameter", HttpStatus.BAD_REQUEST, "Unknown query parameter"),
  QUERY_REPEATED_PARAMETER(
      "query.repeated-parameter", HttpStatus.BAD_REQUEST, "Repeated query parameter"),
  QUERY_INVALID_TEXT("query.invalid-text", HttpStatus.BAD_REQUEST, "Invalid text"),
  QUERY_INVALID_ID("query.invalid-id", HttpStatus.BAD_REQUEST, "Invalid id"),
  QUERY_INVALID_TIME("query.invalid-time", HttpStatus.BAD_REQUEST, "Invalid time"),
  QUERY_INVALID_LIMIT("query.invalid-limit", HttpStatus.BAD_REQUEST, "Invalid limit"),
  QUERY_INVALID_CURSOR("query.invalid-cursor", HttpStatus.BAD_REQUEST, "Invalid cursor"),
  QUERY_INVALID_STATE("query.invalid-state", HttpStatus.BAD_REQUEST, "Invalid state"),
  QUERY_INVALID_SOURCE("query.invalid-source", HttpStatus.BAD_REQUEST, "Invalid source"),

  VIDEO_NOT_FOUND("video.not-found", HttpStatus.NOT_FOUND, "No such video"),
  VIDEO_INVALID_NAME("video.invalid-name", HttpStatus.BAD_REQUEST, "Invalid name"),
  VIDEO_INVALID_TAG("video.invalid-tag", HttpStatus.BAD_REQUEST, "Invalid tag"),
  VIDEO_INVALID_RECORDED_AT(
      "video.invalid-recorded-at", HttpStatus.BAD_REQUEST, "Invalid time of recording"),
  VIDEO_INVALID_PATCH("video.invalid-patch", HttpStatus.BAD_REQUEST, "Invalid merge patch"),
  VIDEO_UNKNOWN_MEMBER(
      "video.unknown-member", HttpStatus.BAD_REQUEST, "Not a member that can be changed"),

  VIDEO_NOT_READY("video.not-ready", HttpStatus.CONFLICT, "Not known enough yet"),
  VIDEO_FAILED("video.failed", HttpStatus.CONFLICT, "The video could not be read"),

  ANALYSIS_NOT_FOUND("analysis.not-found", HttpStatus.NOT_FOUND, "No such analysis"),
  ANALYSIS_INVALID("analysis.invalid", HttpStatus.BAD_REQUEST, "Invalid analysis"),

  CONTENT_MISSING("content.missing", HttpStatus.NOT_FOUND, "The bytes are not there"),
  CONTENT_PRECONDITION_FAILED(
      "content.precondition-failed", HttpStatus.PRECONDITION_FAILED, "Precondition failed"),
  CONTENT_RANGE_NOT_SATISFIABLE(
      "content.range-not-satisfiable",
      HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
      "Range not satisfiable"),

  THUMBNAIL_INVALID_TIME("thumbnail.invalid-time", HttpStatus.BAD_REQUEST, "Invalid time"),
  THUMBNAIL_INVALID_WIDTH("thumbnail.invalid-width", HttpStatus.BAD_REQUEST, "Invalid width"),
  THUMBNAIL_NO_FRAME("thumbnail.no-frame", HttpStatus.NOT_FOUND, "No frame there"),
  THUMBNAIL_BUSY("thumbnail.busy", HttpStatus.SERVICE_UNAVAILABLE, "Too many pictures at once"),

  EVENT_NOT_FOUND("event.not-found", HttpStatus.NOT_FOUND, "No such event"),

  SYSTEM_UNKNOWN_TOPIC("system.unknown-topic", HttpStatus.BAD_REQUEST, "Unknown topic"),
  BROKER_AWAY("broker.away", HttpStatus.SERVICE_UNAVAILABLE, "The broker does not answer"),

  STREAM_INVALID_LAST_EVENT_ID(
      "stream.invalid-last-event-id", HttpStatus.BAD_REQUEST, "Invalid Last-Event-ID"),
  STREAM_TOO_MANY_CLIENTS(
      "stream.too-many-clients", HttpStatus.SERVICE_UNAVAILABLE, "Too many streams"),

  UPLOAD_MALFORMED("upload.malformed", HttpStatus.BAD_REQUEST, "Malformed multipart body"),
  UPLOAD_NO_FILE("upload.no-file", HttpStatus.BAD_REQUEST, "No file in the upload"),
  UPLOAD_SEVERAL_FILES(
      "upload.several-files", HttpStatus.BAD_REQUEST, "More than one file in the upload"),
  UPLOAD_EMPTY("upload.empty", HttpStatus.BAD_REQUEST, "The file is empty"),
  UPLOAD_UNKNOWN_FIELD("upload.unknown-field", HttpStatus.BAD_REQUEST, "Unknown field"),
  UPLOAD_REPEATED_FIELD("upload.repeated-field", HttpStatus.BAD_REQUEST, "Repeated field"),
  UPLOAD_INVALID_SAMPLING(
      "upload.invalid-sampling", HttpStatus.BAD_REQUEST, "Invalid rates or budgets"),
  UPLOAD_INVALID_TASK("upload.invalid-task", HttpStatus.BAD_REQUEST, "Invalid task"),
  UPLOAD_TOO_LARGE("upload.too-large", HttpStatus.CONTENT_TOO_LARGE, "The file is too large"),
  UPLOAD_STALLED("upload.stalled", HttpStatus.REQUEST_TIMEOUT, "The upload stood still"),
  STORAGE_FULL("storage.full", HttpStatus.INSUFFICIENT_STORAGE, "No room for the file"),

  SERVER_BUSY("server.busy", HttpStatus.SERVICE_UNAVAILABLE, "Too busy"),
  SERVER_ERROR("server.error", HttpStatus.INTERNAL_SERVER_ERROR, "Internal error");

  private final String code;
  private final HttpStatus status;
  private final String title;

  ProblemCode(String code, HttpStatus status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  public String code() {
    return code;
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }
}
