package io.agentfleet.executor.confinement;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a confined process must not be able to do. It is refused if it throws. */
enum ForbiddenAttempt {
    READ_PASSWORDS(places -> Files.readString(Path.of("/etc/passwd"))),
    READ_PASSWORDS_BY_A_WAY_ROUND(
            places -> Files.readString(places.source().resolve("../../../../../../../etc/passwd"))),
    READ_OWN_ENVIRONMENT(places -> Files.readString(Path.of("/proc/self/environ"))),
    READ_ANOTHER_SOURCE(places -> Files.readString(places.sibling().resolve("data.csv"))),
    LIST_ANOTHER_SOURCE(places -> listed(places.sibling())),
    LIST_THE_PARENT_FOLDER(places -> listed(places.root())),
    LIST_ALL_PROCESSES(places -> listed(Path.of("/proc"))),
    FOLLOW_A_LINK_OUT(places -> Files.readString(places.source().resolve("link.csv"))),
    WRITE_INTO_THE_SOURCE(places -> Files.writeString(places.source().resolve("new"), "x")),
    OVERWRITE_THE_SOURCE(places -> Files.writeString(places.source().resolve("data.csv"), "x")),
    EMPTY_THE_SOURCE(places -> truncated(places.source().resolve("data.csv"))),
    DELETE_THE_SOURCE(places -> deleted(places.source().resolve("data.csv"))),
    MOVE_THE_SOURCE(places ->
            Files.move(places.source().resolve("data.csv"), places.work().resolve("data.csv"))),
    CHANGE_A_MODE(places ->
            Files.setPosixFilePermissions(
                    places.source().resolve("data.csv"),
                    PosixFilePermissions.fromString("rwxrwxrwx"))),
    CHANGE_A_TIME(places ->
            Files.setLastModifiedTime(places.source().resolve("data.csv"), FileTime.fromMillis(0))),
    WRITE_BESIDE_THE_WORK_FOLDER(places -> Files.writeString(places.root().resolve("new"), "x")),
    WRITE_TO_THE_TEMPORARY_FOLDER(
            places -> Files.writeString(Path.of("/tmp/confined-" + places.parent()), "x")),
    WRITE_BY_A_LINK(places -> Files.writeString(places.work().resolve("link.csv"), "x")),
    MAKE_A_SYMBOLIC_LINK(places ->
            Files.createSymbolicLink(places.work().resolve("symbolic"), Path.of("/etc/passwd"))),
    MAKE_A_HARD_LINK(places ->
            Files.createLink(places.work().resolve("hard"), places.source().resolve("data.csv"))),
    READ_BY_AN_OLDER_THREAD(places -> OlderThread.run(READ_PASSWORDS, places)),

    CONNECT_BY_TCP(places -> new Socket(InetAddress.getLoopbackAddress(), places.port())),
    LISTEN_BY_TCP(places -> new ServerSocket(0)),
    SEND_BY_UDP(ForbiddenAttempt::sent),
    CONNECT_TO_A_UNIX_SOCKET(
            places -> SocketChannel.open(UnixDomainSocketAddress.of(places.socket()))),
    MAKE_A_UNIX_SOCKET(places -> SocketChannel.open(StandardProtocolFamily.UNIX)),

    START_A_SHELL(places -> new ProcessBuilder("/bin/sh", "-c", "true").start()),
    START_A_SHELL_BY_RUNTIME(places -> Runtime.getRuntime().exec(new String[] {"/bin/true"})),
    FORK(places -> called(SystemCall.CLONE, 17)),
    KILL_THE_PARENT(places -> called(SystemCall.KILL, places.parent(), 0)),
    READ_MEMORY_OF_THE_PARENT(places -> byteOf(Path.of("/proc/" + places.parent() + "/mem"))),
    READ_ENVIRONMENT_OF_THE_PARENT(
            places -> Files.readAllBytes(Path.of("/proc/" + places.parent() + "/environ"))),
    LIMIT_THE_PARENT(places -> called(SystemCall.PRLIMIT64, places.parent(), 7, 0, 0)),
    BECOME_OPEN_TO_OTHERS(places -> called(SystemCall.PRCTL, ProcessFlags.PR_SET_DUMPABLE, 1)),
    OUTLIVE_THE_PARENT(places -> called(SystemCall.PRCTL, ProcessFlags.PR_SET_PDEATHSIG, 0)),
    MAKE_ANY_REFUSED_CALL(places -> refusedCalls()),

    RAISE_A_LIMIT(places -> raisedLimit()),
    TAKE_TWO_GIGABYTES_OF_NATIVE_MEMORY(places -> Arena.global().allocate(2L << 30)),
    TAKE_NATIVE_MEMORY_IN_MANY_PIECES(places -> nativePieces()),
    TAKE_SHARED_MEMORY(places -> called(SystemCall.MMAP, 0, 4096, 3, 0x21, -1, 0)),
    TAKE_MEMORY_AS_A_GROWING_STACK(places -> called(SystemCall.MMAP, 0, 2L << 30, 3, 0x122, -1, 0)),
    TAKE_A_LARGE_HEAP(places -> new byte[1 << 30]),
    WRITE_A_LARGE_FILE(places -> largeFile(places.work().resolve("large"))),
    OPEN_MANY_FILES(places -> manyFiles(places.source().resolve("data.csv")));

    private static final long PIECE = 16 << 20;

    @SuppressWarnings("ImmutableEnumChecker") // without state
    private final Attempt attempt;

    ForbiddenAttempt(Attempt attempt) {
        this.attempt = attempt;
    }

    @FunctionalInterface
    interface Attempt {
        Object run(Places places) throws Exception;
    }

    Object run(Places places) throws Exception {
        return attempt.run(places);
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static boolean deleted(Path file) throws IOException {
        Files.delete(file);
        return true;
    }

    private static boolean truncated(Path file) throws IOException {
        Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close();
        return true;
    }

    private static boolean sent(Places places) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress here = InetAddress.getLoopbackAddress();
            socket.send(new DatagramPacket(new byte[1], 1, here, places.port()));
            return true;
        }
    }

    private static int byteOf(Path file) throws IOException {
        try (RandomAccessFile memory = new RandomAccessFile(file.toFile(), "r")) {
            return memory.read();
        }
    }

    private static long called(SystemCall call, long... arguments) throws IOException {
        long result = Native.ofThisPlatform().orElseThrow().call(call, arguments);
        if (result < 0) {
            throw new IOException("error " + -result);
        }
        return result;
    }

    private static long raisedLimit() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            long limit = arena.allocateFrom(ValueLayout.JAVA_LONG, -1, -1).address();
            return called(SystemCall.PRLIMIT64, 0, 2, limit, 0);
        }
    }

    private static List<SystemCall> refusedCalls() throws IOException {
        Native kernel = Native.ofThisPlatform().orElseThrow();
        List<SystemCall> made =
                SystemCall.refused().stream()
                        .filter(call -> call.existsOn(kernel.architecture()))
                        .filter(call -> kernel.call(call) != -1)
                        .toList();
        if (made.isEmpty()) {
            throw new IOException("each of them is refused");
        }
        return made;
    }

    private static int nativePieces() throws IOException {
        List<Long> pieces = new ArrayList<>();
        try {
            while (pieces.size() < 128) {
                pieces.add(called(SystemCall.MMAP, 0, PIECE, 3, 0x22, -1, 0));
            }
            return pieces.size();
        } finally {
            for (long piece : pieces) {
                called(SystemCall.MUNMAP, piece, PIECE);
            }
        }
    }

    private static long largeFile(Path file) throws IOException {
        byte[] piece = new byte[1 << 20];
        try (var out = Files.newOutputStream(file)) {
            for (int written = 0; written < 1024; written++) {
                out.write(piece);
            }
            return Files.size(file);
        } finally {
            Files.delete(file);
        }
    }

    private static int manyFiles(Path file) throws IOException {
        List<AutoCloseable> open = new ArrayList<>();
        try {
            while (open.size() < 2000) {
                open.add(Files.newInputStream(file));
            }
            return open.size();
        } finally {
            for (AutoCloseable one : open) {
                close(one);
            }
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
