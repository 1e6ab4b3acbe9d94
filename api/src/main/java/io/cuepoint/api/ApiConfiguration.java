package io.cuepoint.api;

import io.cuepoint.api.analysis.AnalysisConfiguration;
import io.cuepoint.api.event.EventConfiguration;
import io.cuepoint.api.ground.GroundConfiguration;
import io.cuepoint.api.openapi.OpenApiConfiguration;
import io.cuepoint.api.page.PageConfiguration;
import io.cuepoint.api.problem.ProblemConfiguration;
import io.cuepoint.api.progress.ProgressConfiguration;
import io.cuepoint.api.stream.StreamConfiguration;
import io.cuepoint.api.system.SystemConfiguration;
import io.cuepoint.api.upload.UploadConfiguration;
import io.cuepoint.api.video.VideoConfiguration;
import io.cuepoint.api.web.WebConfiguration;
import io.cuepoint.ingest.isolate.DecoderConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The api's own parts. It needs the object store and the index's stores beside it. */
@Configuration(proxyBeanMethods = false)
@Import({
  DecoderConfiguration.class,
  ProblemConfiguration.class,
  WebConfiguration.class,
  PageConfiguration.class,
  UploadConfiguration.class,
  VideoConfiguration.class,
  EventConfiguration.class,
  AnalysisConfiguration.class,
  GroundConfiguration.class,
  ProgressConfiguration.class,
  StreamConfiguration.class,
  SystemConfiguration.class,
  OpenApiConfiguration.class
})
public class ApiConfiguration {}
