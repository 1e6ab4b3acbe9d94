package io.cuepoint.worker.engine.tensorrt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer;
import org.jspecify.annotations.Nullable;

/**
 * The libraries by JavaCPP's bindings, each loaded by name from where it was found: JavaCPP's own
 * loader looks for a dozen libraries that nothing here calls and gives up at the first that is not
 * there.
 */
final class JavaCppAccess implements NativeAccess {
  private static final String OWN_LOADER = "org.bytedeco.javacpp.loadLibraries";
  private static final String CUDA_BINDING = "/org/bytedeco/cuda/linux-x86_64/libjnicudart.so";

  static {
    // JavaCPP would allocate no more than the heap may hold, and nothing once the process holds
    // four times as much: a plan of 7B is larger. It reads this once, when it is used first.
    for (String limit :
        List.of("org.bytedeco.javacpp.maxbytes", "org.bytedeco.javacpp.maxphysicalbytes")) {
      if (System.getProperty(limit) == null) {
        System.setProperty(limit, "0");
      }
    }
  }

  @Override
  public void loadCuda(LibraryFiles files) {
    Loader.load(Pointer.class);
    load(files.driver());
    load(files.runtime());
    load(unpacked(CUDA_BINDING));
    initialise(Bindings.CUDA);
  }

  @Override
  public DeviceCount devices() {
    int[] count = new int[1];
    int error = cudart.cudaGetDeviceCount(count);
    return new DeviceCount(error, error == 0 ? "" : Cuda.reason(error), count[0]);
  }

  @Override
  public Gpu gpu(int index) {
    int[] cuda = new int[1];
    Cuda.check(cudart.cudaDriverGetVersion(cuda), "the driver's version");
    Cuda.use(index);
    try (cudaDeviceProp properties = new cudaDeviceProp()) {
      Cuda.check(cudart.cudaGetDeviceProperties(properties, index), "device " + index);
      return new Gpu(
          index,
          properties.name().getString(),
          properties.major(),
          properties.minor(),
          properties.totalGlobalMem(),
          cuda[0]);
    }
  }

  @Override
  public void loadTensorRt(LibraryFiles files) {
    load(present(files.inference(), LibrarySearch.INFERENCE));
    load(unpacked(LibrarySearch.RESOURCES + "libjninvinfer.so"));
    load(present(files.parser(), LibrarySearch.PARSER));
    load(unpacked(LibrarySearch.RESOURCES + "libjninvonnxparser.so"));
    initialise(Bindings.TENSORRT);
  }

  @Override
  public Version library() {
    return new Version(
        nvinfer.getInferLibMajorVersion(),
        nvinfer.getInferLibMinorVersion(),
        nvinfer.getInferLibPatchVersion());
  }

  @Override
  public Version binding() {
    return Version.of(nvinfer.NV_TENSORRT_VERSION());
  }

  /**
   * Sees to it that what the builder needs is there and can be loaded: the builder asks the system
   * for it by the file's name, and has it looked for beside the library first.
   */
  static void loadBuilderResources(LibraryFiles files) {
    files.builderResources().forEach(JavaCppAccess::load);
    if (files.inference() == null) {
      String name = LibrarySearch.BUILDER_RESOURCE + "_ptx.so.10.15.1";
      load(unpacked(LibrarySearch.RESOURCES + name));
    }
  }

  private static Path present(@Nullable Path file, String name) {
    return file == null ? unpacked(LibrarySearch.RESOURCES + name) : file;
  }

  private static void load(Path file) {
    System.load(file.toAbsolutePath().toString());
  }

  private static Path unpacked(String resource) {
    try {
      return Loader.cacheResource(JavaCppAccess.class, resource).toPath();
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /**
   * Runs the initialisers of bindings while JavaCPP's own loader is told to stand back: each of
   * their classes calls it. Bindings of others, FFmpeg's, are not to be initialised meanwhile: this
   * runs when a worker starts.
   */
  private static void initialise(List<Class<?>> bindings) {
    String before = System.getProperty(OWN_LOADER);
    System.setProperty(OWN_LOADER, "false");
    try {
      for (Class<?> binding : bindings) {
        Class.forName(binding.getName(), true, binding.getClassLoader());
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    } finally {
      if (before == null) {
        System.clearProperty(OWN_LOADER);
      } else {
        System.setProperty(OWN_LOADER, before);
      }
    }
  }
}
