package io.cuepoint.api.video;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.MediaType;

/**
 * The media type of a container, by its first bytes. Names are not asked: they are the uploader's
 * to choose, and a browser must never be told that a page is a video or a video a page.
 */
final class ContainerType {
  /** How many bytes from the beginning tell. */
  static final int HEAD = 64;

  private ContainerType() {}

  static MediaType of(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return MediaType.parseMediaType(text.startsWith("ftyp", 4) ? isoBrand(text) : other(text));
  }

  private static String isoBrand(String text) {
    String brand = text.length() < 12 ? "" : text.substring(8, 12).toLowerCase(Locale.ROOT);
    if (brand.startsWith("qt")) {
      return "video/quicktime";
    }
    if (brand.startsWith("3g")) {
      return "video/3gpp";
    }
    return brand.startsWith("m4a") ? "audio/mp4" : "video/mp4";
  }

  private static String other(String text) {
    if (text.startsWith("\u001AE\u00DF\u00A3")) {
      return text.contains("webm") ? "video/webm" : "video/x-matroska";
    }
    if (text.startsWith("RIFF")) {
      return text.startsWith("AVI ", 8) ? "video/x-msvideo" : "audio/wav";
    }
    if (text.startsWith("OggS")) {
      return "video/ogg";
    }
    if (text.startsWith("FLV")) {
      return "video/x-flv";
    }
    if (text.startsWith("ID3") || text.startsWith("\u00FF\u00FB")) {
      return "audio/mpeg";
    }
    if (text.startsWith("\u0000\u0000\u0001\u00BA")) {
      return "video/mpeg";
    }
    return text.startsWith("G") && sniffedNoText(text) ? "video/mp2t" : "application/octet-stream";
  }

  /** A transport stream's sync byte is a letter; text that begins with it has no such bytes. */
  private static boolean sniffedNoText(String text) {
    return text.chars()
        .anyMatch(character -> character < ' ' && !Character.isWhitespace(character));
  }
}
