//! What the system lets a worker do once it may read: nothing but compute, and talk to the process that started it.
//!
//! Two fences, each whole without the other: the calls that a worker may make at all (seccomp), and the files, ports
//! and processes that it may reach (Landlock). A system that has one or none of them is no error; `utfall --version
//! --verbose` says which there are.

use std::fmt;
use utfall::say;

/// The fences around this process.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sandbox {
    /// Calls to the system are limited.
    pub(crate) calls: bool,
    /// No file, no port and no process outside can be reached.
    pub(crate) reach: bool,
}

impl fmt::Display for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = |is: bool| if is { say!("fences-yes") } else { say!("fences-no") };
        write!(
            f,
            "{}",
            say!("fences", calls = said(self.calls), reach = said(self.reach))
        )
    }
}

/// Which fences there are: tried by a thread that ends at once.
pub(crate) fn tried() -> Sandbox {
    let tried = std::thread::Builder::new()
        .spawn(enter)
        .map(|thread| thread.join());
    tried.ok().and_then(Result::ok).unwrap_or_default()
}

/// Puts up the fences around this thread and all that it starts.
pub(crate) fn enter() -> Sandbox {
    Sandbox {
        reach: fences::limit_reach(),
        calls: fences::limit_calls(),
    }
}

#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
))]
mod fences {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule,
    };
    use std::collections::BTreeMap;

    /// Whatever the system knows of this is forbidden, and nothing is excepted.
    pub(super) fn limit_reach() -> bool {
        let abi = ABI::V6;
        let limited = Ruleset::default()
            .handle_access(AccessFs::from_all(abi))
            .and_then(|rules| rules.handle_access(AccessNet::from_all(abi)))
            .and_then(|rules| rules.scope(Scope::from_all(abi)))
            .and_then(Ruleset::create)
            .and_then(|rules| rules.restrict_self());
        limited.is_ok_and(|limited| limited.ruleset != RulesetStatus::NotEnforced)
    }

    /// Calls that compute, take memory, read and write what is open, and start threads. All others are as if the
    /// system did not have them, which libraries expect of old systems.
    pub(super) fn limit_calls() -> bool {
        program().is_some_and(|program| seccompiler::apply_filter(&program).is_ok())
    }

    fn program() -> Option<BpfProgram> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
        let own = u64::from(std::process::id());
        let threads = libc::CLONE_THREAD as u64;
        for (call, argument, compare, value) in [
            (libc::SYS_clone, 0, SeccompCmpOp::MaskedEq(threads), threads),
            (libc::SYS_kill, 0, SeccompCmpOp::Eq, own),
            (libc::SYS_tgkill, 0, SeccompCmpOp::Eq, own),
            (libc::SYS_prlimit64, 0, SeccompCmpOp::Eq, 0),
            (libc::SYS_prctl, 0, SeccompCmpOp::Eq, libc::PR_SET_NAME as u64),
        ] {
            let length = SeccompCmpArgLen::Dword;
            let condition = SeccompCondition::new(argument, length, compare, value).ok()?;
            rules.insert(call, vec![SeccompRule::new(vec![condition]).ok()?]);
        }
        let denied = SeccompAction::Errno(libc::ENOSYS as u32);
        let machine = std::env::consts::ARCH.try_into().ok()?;
        let filter = SeccompFilter::new(rules, denied, SeccompAction::Allow, machine).ok()?;
        filter.try_into().ok()
    }

    const ALLOWED: &[i64] = &[
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_lseek,
        libc::SYS_ppoll,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_poll,
        libc::SYS_brk,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_membarrier,
        libc::SYS_futex,
        libc::SYS_set_robust_list,
        libc::SYS_rseq,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_restart_syscall,
        libc::SYS_gettid,
        libc::SYS_getpid,
        libc::SYS_getrandom,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_nanosleep,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];
}

#[cfg(not(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
)))]
mod fences {
    pub(super) fn limit_reach() -> bool {
        false
    }

    pub(super) fn limit_calls() -> bool {
        false
    }
}
