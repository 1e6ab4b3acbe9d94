package io.cuepoint.ingest.demux;

/**
 * The demuxers that may open a file. Left out are those that open further files or addresses named
 * inside (playlists, {@code concat}, SDP): an uploaded file must never make this process read
 * something else; and still pictures and subtitles, which FFmpeg would also take for streams.
 */
final class AllowedFormats {
  static final String DEMUXERS =
      String.join(
          ",",
          "mov,matroska,mpegts,mpegtsraw,mpeg,mpegvideo,avi,flv,live_flv,asf,ogg,rm,mxf,gxf,nut,wtv",
          "h261,h263,h264,hevc,vvc,av1,obu,ivf,m4v,mjpeg,dirac,vc1,vc1test,dv,yuv4mpegpipe,gif,apng",
          "bink,smk,swf,roq,nsv,pmp,thp,vmd,wsvqa,ea,4xm,film_cpk,nuv,ty,pva,cavsvideo,avs2,avs3,evc",
          "mp3,aac,flac,wav,w64,aiff,ac3,eac3,dts,dtshd,truehd,mlp,amr,caf,au,ape,tta,wv,tak,oma,mpc",
          "mpc8,voc,latm,loas,gsm,xwma");

  private AllowedFormats() {}

  /** The protocols for {@code location}: those of its own kind, nothing else. */
  static String protocols(String location) {
    return isUrl(location) ? "http,https,tcp,tls,httpproxy" : "file";
  }

  /** What FFmpeg is given: a path stays a path even when it looks like a protocol. */
  static String url(String location) {
    return isUrl(location) ? location : "file:" + location;
  }

  static boolean isUrl(String location) {
    return location.startsWith("http://") || location.startsWith("https://");
  }
}
