package io.cuepoint.worker.localize;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which model it is.
 *
 * @param id name of the checkpoint's folder, or of the repository that Hugging Face's cache keeps
 * @param revision 12 hex digits of a SHA-256 over the folder's JSON files and, of each weight file,
 *     its size, its first and its last {@value #EDGE} bytes: other weights have other headers or
 *     other ends, and reading all of them would take as long as loading them
 */
record ModelIdentity(String id, String revision) {
  private static final int EDGE = 1 << 20;

  static ModelIdentity of(Checkpoint checkpoint) {
    Path folder = checkpoint.folder();
    try (Stream<Path> files = Files.list(folder)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<Path> counted = files.filter(ModelIdentity::counts).sorted().toList();
      for (Path file : counted) {
        digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        take(file, digest);
      }
      String hash = HexFormat.of().formatHex(digest.digest());
      return new ModelIdentity(name(folder), hash.substring(0, 12));
    } catch (IOException e) {
      throw new CheckpointException("checkpoint.unreadable", folder + ": " + e, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static boolean counts(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json") || name.endsWith(".safetensors");
  }

  private static void take(Path file, MessageDigest digest) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(size).flip());
      if (!file.toString().endsWith(".safetensors")) {
        digest.update(Files.readAllBytes(file));
        return;
      }
      digest.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(EDGE, size)));
      long tail = Math.max(0, size - EDGE);
      digest.update(channel.map(FileChannel.MapMode.READ_ONLY, tail, size - tail));
    }
  }

  /** {@code .../models--Qwen--Qwen2.5-VL-3B-Instruct/snapshots/HASH} is named by its repository. */
  private static String name(Path folder) {
    for (Path part : folder.toAbsolutePath().normalize()) {
      String text = part.toString();
      if (text.startsWith("models--")) {
        return text.substring("models--".length()).replace("--", "/");
      }
    }
    return folder.toAbsolutePath().normalize().getFileName().toString().toLowerCase(Locale.ROOT);
  }
}
