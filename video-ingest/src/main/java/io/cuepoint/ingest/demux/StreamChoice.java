package io.cuepoint.ingest.demux;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * Which streams are read: FFmpeg's best ones, but never cover art. All others are discarded by the
 * demuxer.
 *
 * @param video index, -1 for none
 * @param audio index, -1 for none
 * @param videos how many video streams there are that are not cover art
 */
record StreamChoice(int video, int audio, int videos) {
  static StreamChoice of(AVFormatContext format) throws UnreadableMediaException {
    int videos = 0;
    int first = -1;
    for (int i = 0; i < format.nb_streams(); i++) {
      if (isVideo(format.streams(i))) {
        videos++;
        first = first < 0 && isDecodable(format.streams(i)) ? i : first;
      }
    }
    int best = best(format, AVMEDIA_TYPE_VIDEO, -1);
    int video = best >= 0 && isVideo(format.streams(best)) ? best : first;
    int audio = Math.max(-1, best(format, AVMEDIA_TYPE_AUDIO, video));
    if (video < 0 && audio < 0) {
      throw new UnreadableMediaException("video.no-streams", describe(format, videos));
    }
    for (int i = 0; i < format.nb_streams(); i++) {
      format
          .streams(i)
          .discard(i == video || i == audio ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
    }
    return new StreamChoice(video, audio, videos);
  }

  private static int best(AVFormatContext format, int type, int related) {
    return av_find_best_stream(format, type, -1, related, (AVCodec) null, 0);
  }

  static boolean isVideo(AVStream stream) {
    return stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO && !isPicture(stream);
  }

  static boolean isPicture(AVStream stream) {
    return (stream.disposition() & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS))
        != 0;
  }

  private static boolean isDecodable(AVStream stream) {
    return avcodec_find_decoder(stream.codecpar().codec_id()) != null;
  }

  private static String describe(AVFormatContext format, int videos) {
    String container = format.iformat().name().getString();
    return videos > 0
        ? "a " + container + " container whose video codec is not known"
        : "a %s container with %d streams, none of them video or audio"
            .formatted(container, format.nb_streams());
  }
}
