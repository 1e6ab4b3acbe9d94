package io.cuepoint.ingest.demux;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** How FFmpeg reads over HTTP: by ranges, so that a jump leaves little behind that nobody reads. */
final class HttpOptions {
  /** Bytes of the first range, which is often all that is read before the index at the end. */
  private static final int FIRST = 128 << 10;

  /** Bytes of the others. */
  private static final int FURTHER = 2 << 20;

  private HttpOptions() {}

  static void add(AVDictionary options, String location) {
    av_dict_set(options, "initial_request_size", Integer.toString(FIRST), 0);
    av_dict_set(options, "request_size", Integer.toString(FURTHER), 0);
    av_dict_set(options, "multiple_requests", "1", 0);
    if (location.startsWith("http://127.0.0.1:")) {
      // a proxy of the environment does not lead to this host
      av_dict_set(options, "http_proxy", "", 0);
    }
  }
}
