//! What the kernel knows of processes: CPU time and memory, from `/proc`.

use std::time::Duration;

/// Ticks of `/proc/<pid>/stat` in a second, on every Linux.
const TICKS: u64 = 100;

/// CPU time of a process with all its threads, since it began. A process that is gone counts nothing.
pub fn cpu(pid: u32) -> Duration {
    Duration::from_millis((field(pid, 11) + field(pid, 12)) * 1_000 / TICKS)
}

/// CPU time of those children of a process that ended and were waited for.
pub fn ended_children(pid: u32) -> Duration {
    Duration::from_millis((field(pid, 13) + field(pid, 14)) * 1_000 / TICKS)
}

/// The process that began this one.
pub fn parent(pid: u32) -> u32 {
    u32::try_from(field(pid, 1)).expect("a process")
}

/// A number of `/proc/<pid>/stat`. The name may hold spaces and brackets: fields are counted behind the last one.
fn field(pid: u32, index: usize) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let fields = stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace().collect::<Vec<_>>()).unwrap_or_default();
    fields.get(index).and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// CPU time of several processes.
pub fn cpu_of(pids: &[u32]) -> Duration {
    pids.iter().map(|pid| cpu(*pid)).sum()
}

/// CPU time of this process.
pub fn own_cpu() -> Duration {
    cpu(std::process::id())
}

/// Memory of a process in KiB.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// All its pages in memory.
    pub resident: u64,
    /// The same, with shared pages counted by share.
    pub proportional: u64,
}

/// Memory of a process now.
pub fn memory(pid: u32) -> Memory {
    let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).expect("a running process");
    let line = |name: &str| number(text.lines().find(|line| line.starts_with(name)).unwrap_or_default());
    Memory { resident: line("Rss:"), proportional: line("Pss:") }
}

/// The most memory that a process held so far, in KiB.
pub fn peak(pid: u32) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("a running process");
    number(text.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default())
}

/// Cores, their kind, and memory in GiB.
pub fn facts() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpus = read("/proc/cpuinfo");
    let models: Vec<_> = cpus.lines().filter_map(|line| line.strip_prefix("model name")).collect();
    let model = models.first().map_or("unknown", |line| line.trim_start_matches([':', '\t', ' ']));
    let memory = read("/proc/meminfo").lines().next().map_or(0, number);
    format!("{} cores ({model}), {} GiB of memory", models.len(), memory.div_ceil(1 << 20))
}

fn number(line: &str) -> u64 {
    line.split_whitespace().nth(1).and_then(|text| text.parse().ok()).unwrap_or_default()
}
