//! What a production start refuses.

use super::super::Config;

/// What is wrong with the platform's part of a configuration, besides what every real one must name.
fn said(change: impl FnOnce(&mut Config)) -> Vec<String> {
    let mut config = Config::default();
    change(&mut config);
    config.faults().into_iter().filter(|fault| fault.starts_with("platform.accelerate")).collect()
}

#[test]
fn terms_run_faster_in_a_demonstration_only() {
    assert_eq!(said(|_| {}), Vec::<String>::new());
    assert_eq!(said(|config| config.platform.accelerate = 2).len(), 1);
    assert_eq!(said(|config| *config = config.clone().for_demo(8_640)), Vec::<String>::new());
    for absurd in [0, 100_001] {
        let faults = said(|config| {
            *config = config.clone().for_demo(1);
            config.platform.accelerate = absurd;
        });
        assert_eq!(faults, ["platform.accelerate must be 1 to 100000"]);
    }
}
