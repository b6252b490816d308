// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IWorkerRegistry} from "../../../main/solidity/IWorkerRegistry.sol";
import {WorkerRegistry} from "../../../main/solidity/WorkerRegistry.sol";
import {Deploy} from "../Deploy.sol";
import {Fixture} from "../Fixture.sol";
import {Receiver} from "../Receiver.sol";

contract SlashTest is Fixture {
    function setUp() public override {
        super.setUp();
        join(alice, 2 * MIN_STAKE);
        join(bob, MIN_STAKE);
    }

    function test_ShouldTakeStakeAndSendItToTheJobRegistry(uint256 amount) public {
        amount = bound(amount, 1, 2 * MIN_STAKE);
        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerSlashed(alice, amount, 2 * MIN_STAKE - amount);
        vm.prank(address(jobs));
        uint256 slashed = workers.slash(alice, amount);

        vm.assertEq(slashed, amount, "slashed");
        vm.assertEq(address(jobs).balance, amount, "job registry");
        vm.assertEq(workers.worker(alice).stake, 2 * MIN_STAKE - amount, "stake");
        vm.assertTrue(workers.isActive(alice) == (amount <= MIN_STAKE), "active while the stake suffices");
        vm.assertEq(workers.workerCount(), amount <= MIN_STAKE ? 2 : 1, "workerCount");
    }

    function test_ShouldTakeNoMoreThanTheStake(uint256 amount) public {
        amount = bound(amount, 2 * MIN_STAKE, type(uint256).max);
        vm.prank(address(jobs));
        uint256 slashed = workers.slash(alice, amount);

        vm.assertEq(slashed, 2 * MIN_STAKE, "slashed");
        vm.assertEq(workers.worker(alice).stake, 0, "stake");
        vm.assertEq(address(workers).balance, MIN_STAKE, "the stake of bob");
    }

    function test_ShouldSayThatTheMemberIsNoLongerActive() public {
        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerSlashed(bob, 1, MIN_STAKE - 1);
        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerDeactivated(bob, 1);
        vm.prank(address(jobs));
        workers.slash(bob, 1);
    }

    function test_ShouldSlashAMemberThatIsLeaving() public {
        vm.prank(bob);
        workers.leave();
        vm.prank(address(jobs));
        vm.assertEq(workers.slash(bob, MIN_STAKE), MIN_STAKE, "slashed");
    }

    function test_ShouldSlashInAPause() public {
        vm.prank(pauser);
        workers.pause();
        vm.prank(address(jobs));
        vm.assertEq(workers.slash(bob, 1), 1, "slashed");
    }

    function test_ShouldTakeNothingFromWhoHasNoStake() public {
        vm.prank(address(jobs));
        vm.assertEq(workers.slash(stranger, 1 ether), 0, "slashed");
    }

    function test_ShouldLetOnlyTheJobRegistrySlash(address caller) public {
        vm.assume(caller != address(jobs));
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.NotJobRegistry.selector, caller));
        vm.prank(caller);
        workers.slash(alice, 1);
    }

    function test_ShouldKeepTheStakeWhenTheJobRegistryRefusesIt() public {
        Receiver refusing = new Receiver();
        refusing.refuse(true);
        WorkerRegistry other = Deploy.workers(admin, pauser, MIN_STAKE, COOLDOWN, false);
        vm.prank(admin);
        other.setJobRegistry(address(refusing));
        vm.deal(alice, MIN_STAKE);
        vm.prank(alice);
        other.join{value: MIN_STAKE}(PROFILE);

        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.TransferFailed.selector, address(refusing), 1));
        vm.prank(address(refusing));
        other.slash(alice, 1);
        vm.assertEq(other.worker(alice).stake, MIN_STAKE, "stake");
    }
}
