package io.agentfleet.agent.run;

import static org.assertj.core.api.Assertions.fail;

import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.agent.fake.Gateways;
import io.agentfleet.agent.fake.InMemoryMemoryStore;
import io.agentfleet.agent.fake.InMemoryStepJournal;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.gateway.ModelGateway;
import io.agentfleet.agent.journal.ClaimResult;
import io.agentfleet.agent.journal.OwnerId;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.fake.SampleTasks;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.run.Step;
import io.agentfleet.taskmodel.task.AgentCard;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.Task;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A runner among fakes: what the model says and the tools do is up to the test. */
abstract class AgentRunnerStage {

    final ScriptedLanguageModel model = new ScriptedLanguageModel();
    final FakeToolGateway tools = new FakeToolGateway().with("read", "1");
    final InMemoryMemoryStore memory = new InMemoryMemoryStore();
    final InMemoryStepJournal journal = new InMemoryStepJournal();
    final List<Step> steps = new ArrayList<>();
    final CancellationSignal signal = new CancellationSignal();

    private record Agent(Set<String> tools) implements AgentDefinition {
        @Override
        public AgentCard card() {
            return new AgentCard(new AgentName("search"), "1.0.0", "finds passages");
        }

        @Override
        public String systemPrompt() {
            return "You search.";
        }

        @Override
        public void checkAnswer(String answer) {
            if (answer.startsWith("unusable")) {
                throw new FleetException(ErrorCode.INVALID_PLAN, answer + " is no plan");
            }
        }
    }

    RunResult run(Task task) {
        return run(task, RunSettings.DEFAULT);
    }

    RunResult run(Task task, RunSettings settings) {
        ClaimResult.Granted granted =
                (ClaimResult.Granted)
                        journal.claim(
                                task.id(), task.attempt(), OwnerId.random(), OptionalLong.empty());
        return run(task, granted, settings) instanceof RunCompletion.Ended ended
                ? released(granted, ended.result())
                : fail("the run was abandoned");
    }

    private RunResult released(ClaimResult.Granted granted, RunResult result) {
        journal.release(granted.claim());
        return result;
    }

    RunCompletion run(Task task, ClaimResult.Granted granted, RunSettings settings) {
        ModelGateway gateway = Gateways.of(model);
        return new AgentRunner(
                        new Agent(Set.of("find", "read", "slow")),
                        gateway,
                        tools,
                        memory,
                        settings,
                        InstantSource.system())
                .run(task, new JournalReplay(journal, granted), signal, steps::add);
    }

    static Task task() {
        return SampleTasks.task("t1", "s1", "What is new?");
    }

    static Task task(int steps, int budget) {
        return SampleTasks.task(
                "t1",
                "s1",
                "What is new?",
                new RunLimits(steps, budget, Optional.empty()),
                Map.of());
    }
}
