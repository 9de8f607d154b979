package io.agentfleet.cli.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestReportsTest {

    @Test
    void countsAndNamesFailures() {
        TestReports report =
                TestReports.parse(
                        """
                        <testsuite xmlns:xsi="x" name="a.ATest" time="1.0" tests="5" errors="1" skipped="1" failures="1">
                          <testcase name="works" classname="a.ATest" time="0.1"/>
                          <testcase name="breaks" classname="a.ATest" time="0.1">
                            <failure message="no">stack</failure>
                          </testcase>
                        </testsuite>\
                        """);
        assertThat(report.passed()).isEqualTo(2);
        assertThat(report.failed()).isEqualTo(2);
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.failures()).containsExactly("a.ATest.breaks");
    }
}
