// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IWorkerRegistry} from "../../../main/solidity/IWorkerRegistry.sol";
import {WorkerRegistry} from "../../../main/solidity/WorkerRegistry.sol";
import {Deploy} from "../Deploy.sol";
import {Fixture} from "../Fixture.sol";

contract RegistryAdminTest is Fixture {
    function test_ShouldStartAsConfigured() public {
        vm.expectEmit();
        emit IWorkerRegistry.ApprovalRequiredSet(true);
        WorkerRegistry other = Deploy.workers(admin, pauser, 5, 7, true);

        vm.assertEq(other.minStake(), 5, "minStake");
        vm.assertEq(other.cooldown(), 7, "cooldown");
        vm.assertTrue(other.approvalRequired(), "approvalRequired");
        vm.assertTrue(other.hasRole(other.DEFAULT_ADMIN_ROLE(), admin), "admin");
        vm.assertTrue(other.hasRole(other.PAUSER_ROLE(), pauser), "pauser");
        vm.assertTrue(!other.hasRole(other.PAUSER_ROLE(), admin), "roles are separate");
        vm.assertEq(other.workerCount(), 0, "workerCount");
        vm.assertEq(other.jobRegistry(), address(0), "jobRegistry");
    }

    function test_ShouldRefuseNoAdmin() public {
        expectError(IWorkerRegistry.ZeroAddress.selector);
        Deploy.workers(address(0), pauser, MIN_STAKE, COOLDOWN, false);
    }

    function test_ShouldRefuseNoPauser() public {
        expectError(IWorkerRegistry.ZeroAddress.selector);
        Deploy.workers(admin, address(0), MIN_STAKE, COOLDOWN, false);
    }

    function test_ShouldRefuseNoMinimumStake() public {
        expectError(IWorkerRegistry.ZeroAmount.selector);
        Deploy.workers(admin, pauser, 0, COOLDOWN, false);
    }

    function test_ShouldRefuseAnEndlessCooldown(uint256 cooldown) public {
        uint256 maximum = workers.MAX_COOLDOWN();
        cooldown = bound(cooldown, maximum + 1, type(uint256).max);

        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.CooldownTooLong.selector, cooldown, maximum));
        Deploy.workers(admin, pauser, MIN_STAKE, cooldown, false);
    }

    function test_ShouldSetTheJobRegistry(address other) public {
        vm.assume(other != address(0));
        WorkerRegistry fresh = Deploy.workers(admin, pauser, MIN_STAKE, COOLDOWN, false);

        vm.expectEmit(address(fresh));
        emit IWorkerRegistry.JobRegistrySet(other);
        vm.prank(admin);
        fresh.setJobRegistry(other);

        vm.assertEq(fresh.jobRegistry(), other, "jobRegistry");
    }

    function test_ShouldSetTheJobRegistryOnlyOnce() public {
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.JobRegistryAlreadySet.selector, address(jobs)));
        vm.prank(admin);
        workers.setJobRegistry(stranger);
    }

    function test_ShouldRefuseNoJobRegistry() public {
        WorkerRegistry fresh = Deploy.workers(admin, pauser, MIN_STAKE, COOLDOWN, false);

        expectError(IWorkerRegistry.ZeroAddress.selector);
        vm.prank(admin);
        fresh.setJobRegistry(address(0));
    }

    function test_ShouldLetOnlyTheAdminSetTheJobRegistry(address caller) public {
        vm.assume(caller != admin);
        expectMissingRole(caller, 0);
        vm.prank(caller);
        workers.setJobRegistry(stranger);
    }

    function test_ShouldLetOnlyAPauserPause(address caller) public {
        vm.assume(caller != pauser);
        bytes32 role = workers.PAUSER_ROLE();
        expectMissingRole(caller, role);
        vm.prank(caller);
        workers.pause();
    }

    function test_ShouldLetOnlyAPauserUnpause(address caller) public {
        vm.assume(caller != pauser);
        vm.prank(pauser);
        workers.pause();

        bytes32 role = workers.PAUSER_ROLE();
        expectMissingRole(caller, role);
        vm.prank(caller);
        workers.unpause();
    }

    function test_ShouldTakeWorkersAgainAfterAPause() public {
        vm.prank(pauser);
        workers.pause();
        vm.prank(pauser);
        workers.unpause();

        join(alice, MIN_STAKE);
        vm.assertTrue(workers.isActive(alice), "active");
    }
}
