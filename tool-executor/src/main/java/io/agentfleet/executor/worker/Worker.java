package io.agentfleet.executor.worker;

import io.agentfleet.executor.charts.RenderChart;
import io.agentfleet.executor.code.RunCode;
import io.agentfleet.executor.documents.DocumentIndex;
import io.agentfleet.executor.documents.DocumentLoader;
import io.agentfleet.executor.documents.ReadDocument;
import io.agentfleet.executor.documents.SearchDocuments;
import io.agentfleet.executor.query.DescribeTable;
import io.agentfleet.executor.query.ListTables;
import io.agentfleet.executor.query.QueryDatabase;
import io.agentfleet.executor.sandbox.Computation;
import io.agentfleet.executor.source.LoadedFile;
import io.agentfleet.executor.source.SourceFile;
import io.agentfleet.executor.source.SourceLoader;
import io.agentfleet.executor.tables.SqlFailures;
import io.agentfleet.executor.tables.TableDatabase;
import io.agentfleet.executor.tables.TableLoader;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the executor asks, with what it was bound to. What it opens stays open for the next
 * request.
 *
 * <p>Threads: one.
 */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final WorkerRequest.Bind bound;
    private final WorkerLimits limits;
    private final Map<SourceKind, SourceLoader> loaders = new EnumMap<>(SourceKind.class);
    private @Nullable TableDatabase tables;
    private @Nullable DocumentIndex documents;

    Worker(WorkerRequest.Bind bound, WorkerLimits limits) {
        this.bound = bound;
        this.limits = limits;
    }

    /** Every failure is an answer, but for those that end the process. */
    WorkerAnswer answer(WorkerRequest request) {
        try {
            return carryOut(request);
        } catch (FleetException refused) {
            return new WorkerAnswer.Refused(refused.code(), String.valueOf(refused.getMessage()));
        } catch (SQLException failed) {
            return new WorkerAnswer.Refused(
                    ErrorCode.TOOL_FAILED,
                    "the data could not be read: " + SqlFailures.message(failed));
        } catch (StackOverflowError deep) {
            return new WorkerAnswer.Refused(
                    ErrorCode.TOOL_FAILED,
                    "it is nested too deeply: write or give something simpler");
        } catch (IOException | RuntimeException | InterruptedException broken) {
            LOG.error("worker_failed request={}", request.getClass().getSimpleName(), broken);
            return new WorkerAnswer.Refused(
                    ErrorCode.INTERNAL,
                    "it failed for a reason of its own (%s): see the executor's log"
                            .formatted(broken.getClass().getSimpleName()));
        }
    }

    private WorkerAnswer carryOut(WorkerRequest request)
            throws IOException, SQLException, InterruptedException {
        return switch (request) {
            case WorkerRequest.Bind again ->
                    throw new IllegalStateException("bound to %s already".formatted(bound));
            case WorkerRequest.LoadFile file -> new WorkerAnswer.Loaded(load(file));
            case WorkerRequest.Finish(SourceKind kind) -> {
                loader(kind).close();
                yield new WorkerAnswer.Loaded(new LoadedFile(null, List.of()));
            }
            case WorkerRequest.Call(var tool, var arguments, String source, long millis) ->
                    new WorkerAnswer.Computed(
                            computation(tool, Path.of(source))
                                    .run(arguments, Duration.ofMillis(millis)));
        };
    }

    private LoadedFile load(WorkerRequest.LoadFile file) throws IOException, SQLException {
        SourceFile found =
                new SourceFile(
                        file.name(), Path.of(file.path()), file.size(), FileTime.fromMillis(0));
        return loader(file.kind()).load(found, file.as());
    }

    private SourceLoader loader(SourceKind kind) throws IOException, SQLException {
        SourceLoader open = loaders.get(kind);
        if (open == null) {
            Path folder = Path.of(bound.writable());
            open =
                    switch (kind) {
                        case TABLES -> new TableLoader(folder, limits.query());
                        case DOCUMENTS -> new DocumentLoader(folder);
                    };
            loaders.put(kind, open);
        }
        return open;
    }

    private Computation computation(WorkerTool tool, Path source) throws IOException, SQLException {
        return switch (tool) {
            case LIST_TABLES -> new ListTables(tables(source));
            case DESCRIBE_TABLE -> new DescribeTable(tables(source));
            case QUERY_DATABASE -> new QueryDatabase(tables(source));
            case SEARCH_DOCUMENTS -> new SearchDocuments(documents(source));
            case READ_DOCUMENT -> new ReadDocument(documents(source));
            case RUN_CODE -> new RunCode(limits.code());
            case RENDER_CHART -> new RenderChart();
        };
    }

    private TableDatabase tables(Path source) throws IOException, SQLException {
        TableDatabase open = tables;
        if (open == null) {
            open = TableDatabase.open(source, limits.query());
            tables = open;
        }
        return open;
    }

    private DocumentIndex documents(Path source) throws IOException {
        DocumentIndex open = documents;
        if (open == null) {
            open = DocumentIndex.open(source);
            documents = open;
        }
        return open;
    }
}
