package io.cuepoint.api.openapi;

import static java.util.Objects.requireNonNull;

import io.cuepoint.api.analysis.TaskText;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** What the code of a call does not tell: its purpose, its bodies, its answers. */
final class CallDocs implements GlobalOpenApiCustomizer {
  private static final Map<String, String> SUMMARIES =
      Map.ofEntries(
          Map.entry("POST /v1/videos", "Upload a video"),
          Map.entry("GET /v1/videos", "List videos, newest first"),
          Map.entry("GET /v1/videos/{id}", "Read a video"),
          Map.entry("PATCH /v1/videos/{id}", "Change a video's name, time of recording or tags"),
          Map.entry("DELETE /v1/videos/{id}", "Delete a video with all that belongs to it"),
          Map.entry("GET /v1/videos/{id}/content", "The video's bytes, whole or a range"),
          Map.entry("GET /v1/videos/{id}/thumbnail", "The frame on screen at a time"),
          Map.entry("GET /v1/videos/{id}/events", "The video's events in time order"),
          Map.entry("GET /v1/videos/{id}/coverage", "What looked at each second, or why not"),
          Map.entry("GET /v1/videos/{id}/progress", "How far the video is, clip by clip"),
          Map.entry("POST /v1/videos/{id}/analyses", "Let a model look at the video again"),
          Map.entry("GET /v1/videos/{id}/analyses", "The video's analyses, newest first"),
          Map.entry("GET /v1/videos/{id}/analyses/{analysis}", "Read an analysis"),
          Map.entry("POST /v1/videos/{id}/plan", "What an analysis would look at, and cost"),
          Map.entry("POST /v1/videos/{id}/ground", "Ask when something happens in the video"),
          Map.entry("GET /v1/videos/{id}/ground/{grounding}", "What is known of the question"),
          Map.entry("GET /v1/events/{id}", "Read an event"),
          Map.entry("GET /v1/events/search", "Find events by words, meaning and time"),
          Map.entry("GET /v1/events/stream", "Changes to events as server-sent events"),
          Map.entry("GET /v1/system", "What the system is made of and how it fares"),
          Map.entry("GET /v1/system/queue", "How many videos and clips wait, and since when"),
          Map.entry("GET /v1/system/dead-letters", "Messages that were given up, and why"),
          Map.entry("POST /v1/system/dead-letters/replay", "Send a topic's dead letters again"));

  @Override
  public void customise(OpenAPI api) {
    api.getPaths().forEach((path, item) -> describe(path, item));
    describeUpload(call(api, "/v1/videos", HttpMethod.POST));
    call(api, "/v1/videos/{id}/plan", HttpMethod.POST)
        .setRequestBody(body("application/json", asked()).required(false));
    describeAnalysis(call(api, "/v1/videos/{id}/analyses", HttpMethod.POST));
    describeQuestion(call(api, "/v1/videos/{id}/ground", HttpMethod.POST));
    describePatch(call(api, "/v1/videos/{id}", HttpMethod.PATCH));
    describeContent(call(api, "/v1/videos/{id}/content", HttpMethod.GET));
    describeStream(call(api, "/v1/events/stream", HttpMethod.GET));
  }

  private static void describe(String path, PathItem item) {
    item.readOperationsMap()
        .forEach(
            (method, operation) -> {
              String summary = SUMMARIES.get(method + " " + path);
              if (summary != null) {
                operation.summary(summary);
              }
              operation.setTags(null);
              operation.getResponses().addApiResponse(ApiResponses.DEFAULT, problem());
            });
  }

  private static Operation call(OpenAPI api, String path, HttpMethod method) {
    PathItem item = requireNonNull(api.getPaths().get(path), path);
    return requireNonNull(item.readOperationsMap().get(method), path);
  }

  private static void describeUpload(Operation upload) {
    Schema<?> form =
        new ObjectSchema()
            .addProperty("file", new BinarySchema().description("The video."))
            .addProperty("name", new StringSchema().description("Instead of the file's name."))
            .addProperty("recordedAt", new StringSchema().format("date-time"))
            .addProperty("tag", new ArraySchema().items(new StringSchema()))
            .addProperty("task", new StringSchema()._enum(TaskText.KINDS))
            .addProperty("look-for", new ArraySchema().items(new StringSchema()))
            .addProperty("query", new StringSchema().description("For ground and extract."))
            .addProperty("schema", new StringSchema().description("JSON Schema, for extract."))
            .addRequiredItem("file");
    sampling().getProperties().forEach(form::addProperty);
    upload.setRequestBody(body("multipart/form-data", form));
    ApiResponse ok = requireNonNull(upload.getResponses().get("200"));
    upload
        .getResponses()
        .addApiResponse("200", described(ok, "The same bytes are there already, as this video."))
        .addApiResponse("202", described(ok, "Received. Location is the video's path."));
  }

  /** What goes before the configured rates and budgets. */
  private static Schema<?> sampling() {
    String rate = "0.5, 1, 2 or 4 frames a second.";
    return new ObjectSchema()
        .addProperty("baseRate", new NumberSchema().description(rate))
        .addProperty("leastRate", new NumberSchema().description(rate))
        .addProperty("mostRate", new NumberSchema().description(rate))
        .addProperty("clipTokens", new IntegerSchema().description("Of vision, of one clip."))
        .addProperty("videoFrames", new IntegerSchema().description("Of all clips together."));
  }

  private static Schema<?> asked() {
    Schema<?> time =
        new ObjectSchema()
            .addProperty("start", new NumberSchema())
            .addProperty("end", new NumberSchema());
    return new ObjectSchema()
        .addProperty("task", new StringSchema()._enum(TaskText.KINDS))
        .addProperty("lookFor", new ArraySchema().items(new StringSchema()))
        .addProperty("query", new StringSchema())
        .addProperty("schema", new ObjectSchema().description("A JSON Schema."))
        .addProperty("spans", new ArraySchema().items(time))
        .addProperty("framesPerSecond", new NumberSchema())
        .addProperty("interactive", new BooleanSchema())
        .addProperty("sampling", sampling())
        .description("All members may be missing: then everything is asked of all of it.");
  }

  private static void describeAnalysis(Operation request) {
    request.setRequestBody(body("application/json", asked()).required(false));
    ApiResponse accepted = requireNonNull(request.getResponses().get("200"));
    request
        .getResponses()
        .addApiResponse("202", described(accepted, "Asked for. Location is its path."))
        .remove("200");
  }

  private static void describeQuestion(Operation ask) {
    Schema<?> question =
        new ObjectSchema()
            .addProperty("query", new StringSchema())
            .addProperty("windows", new IntegerSchema().description("1 to 8; 3 if missing."))
            .addRequiredItem("query");
    ask.setRequestBody(body("application/json", question));
    ApiResponse answer = requireNonNull(ask.getResponses().get("200"));
    ask.getResponses()
        .addApiResponse("200", described(answer, "No model may look: what search knows."))
        .addApiResponse("202", described(answer, "Asked. Location is the question's path."));
  }

  private static void describePatch(Operation patch) {
    Schema<?> changes =
        new ObjectSchema()
            .addProperty("name", new StringSchema())
            .addProperty("recordedAt", new StringSchema().format("date-time"))
            .addProperty("tags", new ArraySchema().items(new StringSchema()))
            .description("RFC 7396: a member that is missing stays, null takes it away.");
    patch.setRequestBody(body("application/merge-patch+json", changes));
  }

  private static void describeContent(Operation content) {
    Content bytes = new Content().addMediaType("*/*", new MediaType().schema(new BinarySchema()));
    content.addParametersItem(header("Range", "One range of bytes."));
    content.setResponses(
        new ApiResponses()
            .addApiResponse("200", new ApiResponse().description("All bytes.").content(bytes))
            .addApiResponse("206", new ApiResponse().description("The range.").content(bytes))
            .addApiResponse(
                "307", new ApiResponse().description("Where the object store has the bytes."))
            .addApiResponse("304", new ApiResponse().description("As the client has them."))
            .addApiResponse(ApiResponses.DEFAULT, problem()));
  }

  private static void describeStream(Operation stream) {
    stream.addParametersItem(
        header("Last-Event-ID", "Replays what came after it; without it the stream begins now."));
    MediaType event = new MediaType().schema(reference("Event"));
    ApiResponse answer =
        new ApiResponse()
            .description("id: place in the stream; event: added, updated, withdrawn; data: Event.")
            .content(new Content().addMediaType("text/event-stream", event));
    stream.getResponses().addApiResponse("200", answer);
  }

  private static HeaderParameter header(String name, String description) {
    HeaderParameter header = new HeaderParameter();
    header.name(name).required(false).description(description).schema(new StringSchema());
    return header;
  }

  private static RequestBody body(String type, Schema<?> schema) {
    return new RequestBody()
        .required(true)
        .content(new Content().addMediaType(type, new MediaType().schema(schema)));
  }

  private static ApiResponse described(ApiResponse response, String description) {
    return new ApiResponse().description(description).content(response.getContent());
  }

  private static ApiResponse problem() {
    return new ApiResponse()
        .description("Problem details (RFC 9457) with a stable code.")
        .content(
            new Content()
                .addMediaType(
                    "application/problem+json", new MediaType().schema(reference("Problem"))));
  }

  private static Schema<?> reference(String name) {
    return new Schema<>().$ref("#/components/schemas/" + name);
  }
}
