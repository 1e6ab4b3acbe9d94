package io.cuepoint.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** This machine's C library. */
final class CLibrary {
  private static final Pattern VERSION = Pattern.compile("glibc (\\d+)\\.(\\d+)");

  private CLibrary() {}

  /** True too when the version cannot be told. */
  static boolean olderThan(int major, int minor) throws InterruptedException {
    try {
      Process getconf = new ProcessBuilder("getconf", "GNU_LIBC_VERSION").start();
      getconf.getOutputStream().close();
      if (!getconf.waitFor(5, TimeUnit.SECONDS)) {
        getconf.destroyForcibly();
        return true;
      }
      String said =
          new String(getconf.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      Matcher version = VERSION.matcher(said);
      if (!version.matches()) {
        return true;
      }
      int foundMajor = Integer.parseInt(version.group(1));
      int foundMinor = Integer.parseInt(version.group(2));
      return foundMajor < major || (foundMajor == major && foundMinor < minor);
    } catch (IOException e) {
      return true;
    }
  }
}
